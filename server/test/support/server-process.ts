import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { LIFTED_LIMITS } from './lifted-limits.js';
import { serverEnvironment } from './server-environment.js';
import { freePort } from '../../../scripts/lib/free-port.mjs';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The production process, which a test may kill and start again on the same port. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private output = '';

  private constructor(
    readonly port: number,
    private readonly env: Record<string, string>,
    private readonly shell: string,
  ) {}

  /** @param shell what a shell does with the command that is `"$@"`, such as limiting it; for nothing it is run as it is */
  static async start(env: Record<string, string>, shell = 'exec "$@"'): Promise<ServerProcess> {
    const server = new ServerProcess(await freePort(), env, shell);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** What the process has printed so far. */
  get log(): string {
    return this.output;
  }

  /** Resolves when the server answers that it is healthy. */
  async start(): Promise<void> {
    const child = spawn('sh', ['-c', this.shell, 'sh', process.execPath, MAIN], {
      env: serverEnvironment(this.port, { ...LIFTED_LIMITS, ...this.env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => (this.output += data.toString()));
    }
    this.child = child;
    while (!(await this.isHealthy())) {
      if (child.exitCode !== null) throw new Error(`the server has ended:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Ends the process without warning. */
  async kill(): Promise<void> {
    await this.signal('SIGKILL');
  }

  /** Asks the process to stop. @returns its exit code */
  async stop(): Promise<number | null> {
    return this.signal('SIGTERM');
  }

  /** From here on nobody reads what the process prints. */
  stopReading(): void {
    this.child?.stdout?.destroy();
    this.child?.stderr?.destroy();
  }

  /** From here on the process stands still. Ends with `resume`. */
  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  private async signal(name: NodeJS.Signals): Promise<number | null> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    // Not 'exit': what the process has printed last may still be on its way.
    const ended = once(child, 'close');
    child.kill(name);
    await ended;
    return child.exitCode;
  }

  private async isHealthy(): Promise<boolean> {
    return fetch(`${this.url}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
  }
}
