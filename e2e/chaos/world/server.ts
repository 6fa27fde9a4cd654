import { once } from 'node:events';
import { freePort } from '../../../scripts/lib/free-port.mjs';
import { SERVER_MAIN, ServerProcess } from '../../../rig/server-process.mjs';
import type { Recorder } from '../history';

const FAULTY = new URL('../inside/faulty-server.mjs', import.meta.url).href;
const MAIN = process.env.CHAOS_SERVER_MAIN ?? SERVER_MAIN;
const LAUNCH_AGAIN_MS = 200;
/** What a server never prints while it is well, whatever happens around it; what `fetch` says of others is a TypeError too. */
const ALARMS =
  /uncaughtException|unhandledRejection|"msg":"event failed"|a listener failed|TypeError(?!(?::|","message":") ?"?fetch failed)|RangeError/;

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
  | { kind: 'clock'; offsetMs: number }
  /** What is told to other servers at once gets lost. */
  | { kind: 'lose-hints'; isOn: boolean }
  /** The clock of Redis, as the scripts of this server read it. */
  | { kind: 'redis-clock'; offsetMs: number }
  /** Ends the processes in which pictures and pages are looked at. */
  | { kind: 'kill-children' }
  /** Forgets at once what nobody needs any more. */
  | { kind: 'sweep' };

/** The production server in a process of its own, with the means to break it from inside. */
export class ServerUnderTest {
  private readonly process: ServerProcess;
  private isStopping = false;
  private starting: Promise<void> | undefined;

  private constructor(
    readonly port: number,
    env: Record<string, string>,
    private readonly record: Recorder,
  ) {
    this.process = new ServerProcess(port, env, {
      main: MAIN,
      nodeFlags: ['--import', FAULTY],
      until: 'answering',
      hasChannel: true,
      onOutput: (output) => this.hear(output),
      onEnd: (code, signal) => {
        const isExpected = this.isStopping || signal === 'SIGKILL';
        this.record({ k: 'server', what: 'ended', code, isExpected });
        this.record({ k: 'forgot', at: Date.now() });
        // That is a violation; the run goes on all the same.
        if (!isExpected) void this.start();
      },
    });
  }

  static async start(env: Record<string, string>, record: Recorder): Promise<ServerUnderTest> {
    const server = new ServerUnderTest(await freePort(), env, record);
    await server.start();
    return server;
  }

  get url(): string {
    return this.process.url;
  }

  get isRunning(): boolean {
    return this.process.isRunning;
  }

  /** Resolves when the process listens; it may still be without a database, without which it ends at once. */
  start(): Promise<void> {
    this.starting ??= this.launch().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks the process to stop. @returns its exit code */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** Nothing of it moves any more, until `resume`: connections stay open and nobody answers. */
  pause(): void {
    this.process.pause();
  }

  resume(): void {
    this.process.resume();
  }

  /** Ends with the process, whoever ends it. */
  async ended(): Promise<void> {
    if (this.process.child && this.isRunning) await once(this.process.child, 'exit');
  }

  /** The next end of the process is part of the plan. */
  expectEnd(): void {
    this.isStopping = true;
  }

  /** Gives an order to the code inside; resolves when it is in force. A process that has ended takes none. */
  async order(order: Order): Promise<void> {
    const { child } = this.process;
    if (!child || !this.isRunning) return;
    const done = new AbortController();
    const { signal } = done;
    const ended = Promise.race(['message', 'exit'].map((event) => once(child, event, { signal })));
    child.send(order, () => undefined);
    await ended;
    done.abort();
  }

  private async launch(): Promise<void> {
    for (;;) {
      this.isStopping = false;
      if (await this.process.launch()) break;
      await new Promise((resolve) => setTimeout(resolve, LAUNCH_AGAIN_MS));
    }
    this.record({ k: 'server', what: 'started' });
  }

  private hear(output: string): void {
    for (const line of output.split('\n'))
      if (ALARMS.test(line)) this.record({ k: 'alarm', line: line.slice(0, 2_000) });
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.isRunning) this.isStopping = true;
    return this.process.signal(signal);
  }
}
