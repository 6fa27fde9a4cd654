import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { serverEnvironment } from '../../../server/test/support/server-environment';
import { freePort } from '../../../scripts/lib/free-port.mjs';
import type { Recorder } from '../history';

const FAULTY = new URL('../inside/faulty-server.mjs', import.meta.url).href;
const MAIN =
  process.env.CHAOS_SERVER_MAIN ?? fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url));
const LOOK_MS = 20;
/** What a server never prints while it is well, whatever happens around it. */
const ALARMS =
  /uncaughtException|unhandledRejection|"msg":"event failed"|a listener failed|TypeError|RangeError/;

export type Failpoint =
  | 'before_commit'
  | 'mid_batch'
  | 'after_commit'
  | 'before_emit'
  | 'after_emit'
  | `${'edit' | 'delete' | 'react'}_${'before' | 'after'}_commit`
  | 'change_after_emit';
type Order =
  | { kind: 'failpoint'; name: Failpoint }
  | { kind: 'stall'; ms: number }
  | { kind: 'clock'; offsetMs: number };

/** The production server in a process of its own, with the means to break it from inside. */
export class ServerUnderTest {
  private child: ChildProcess | undefined;
  private isStopping = false;

  private constructor(
    readonly port: number,
    private readonly env: Record<string, string>,
    private readonly record: Recorder,
  ) {}

  static async start(env: Record<string, string>, record: Recorder): Promise<ServerUnderTest> {
    const server = new ServerUnderTest(await freePort(), env, record);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when the process listens; it may still be without a database. */
  async start(): Promise<void> {
    while (!(await this.launch())) await new Promise((resolve) => setTimeout(resolve, 200));
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks the process to stop. @returns its exit code */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** Ends with the process, whoever ends it. */
  async ended(): Promise<void> {
    if (this.child && this.isRunning) await once(this.child, 'exit');
  }

  /** The next end of the process is part of the plan. */
  expectEnd(): void {
    this.isStopping = true;
  }

  /** Gives an order to the code inside; resolves when it is in force. A process that has ended takes none. */
  async order(order: Order): Promise<void> {
    const child = this.child;
    if (!child || !this.isRunning) return;
    const done = new Promise<void>((resolve) => {
      child.once('message', () => resolve());
      child.once('exit', () => resolve());
    });
    child.send(order, () => undefined);
    await done;
  }

  /** @returns whether it runs; a server that finds no database at its start ends at once */
  private async launch(): Promise<boolean> {
    this.isStopping = false;
    const child = spawn(process.execPath, ['--import', FAULTY, MAIN], {
      env: serverEnvironment(this.port, this.env),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data: Buffer) => this.hear(String(data)));
    child.once('exit', (code, signal) => {
      this.record({ k: 'server', what: 'ended', code, isExpected: this.isStopping || signal === 'SIGKILL' });
    });
    while (!(await this.answers())) {
      if (child.exitCode !== null || child.signalCode !== null) return false;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    this.record({ k: 'server', what: 'started' });
    return true;
  }

  private hear(output: string): void {
    for (const line of output.split('\n'))
      if (ALARMS.test(line)) this.record({ k: 'alarm', line: line.slice(0, 2_000) });
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.child;
    if (!child || !this.isRunning) return child?.exitCode ?? null;
    this.isStopping = true;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  private async answers(): Promise<boolean> {
    return fetch(`${this.url}/health`).then(
      () => true,
      () => false,
    );
  }
}
