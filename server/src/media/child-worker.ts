import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { childEnvironment } from '../config/index.js';

/** It is started again for the next job. */
const IDLE_MS = 60_000;
/** Where others want the core, half as much of it as they have: with much less, what takes its time would be given up. */
const GIVEN_WAY = 3;

export interface ChildTerms {
  /** The file that it runs. */
  entry: string;
  heapMb: number;
  /** What takes longer is given up. */
  limitMs: number;
  onTrouble: (error: Error) => void;
}

/**
 * Does one job at a time in a process of its own, which is there while there is work. One that dies, spins or takes too long
 * takes nothing along but its own job: it is killed, and the next job has a new one.
 */
export class ChildWorker<Job extends { id: number }, Answer> {
  private child: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;
  private jobs = 0;

  constructor(private readonly terms: ChildTerms) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** @returns undefined when it took too long, or the process died; in both cases that is gone */
  async run(job: Omit<Job, 'id'>): Promise<Answer | undefined> {
    clearTimeout(this.idle);
    this.child ??= this.start();
    const answer = await this.answerOf(this.child, { ...job, id: (this.jobs += 1) });
    if (answer === undefined) await this.kill();
    else this.idle = setTimeout(() => void this.kill().catch(() => undefined), IDLE_MS).unref();
    return answer;
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    clearTimeout(this.idle);
    if (!child || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  private start(): ChildProcess {
    const { entry, heapMb, onTrouble } = this.terms;
    const child = fork(entry, [], {
      env: childEnvironment(),
      execArgv: [`--max-old-space-size=${String(heapMb)}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    giveWay(child.pid);
    // It keeps nobody from ending.
    child.unref();
    child.channel?.unref();
    child.on('error', onTrouble);
    child.once('exit', () => {
      if (this.child === child) this.child = undefined;
    });
    return child;
  }

  private async answerOf(child: ChildProcess, job: object): Promise<Answer | undefined> {
    const over = new AbortController();
    const end = () => over.abort();
    const timer = setTimeout(end, this.terms.limitMs);
    child.once('exit', end);
    child.once('error', end);
    try {
      if (child.exitCode !== null || child.signalCode !== null) return undefined;
      const answered = once(child, 'message', { signal: over.signal });
      child.send(job, (error) => {
        if (error) over.abort();
      });
      const [answer] = (await answered) as [Answer];
      return answer;
    } catch (error) {
      if (over.signal.aborted) return undefined;
      throw error;
    } finally {
      clearTimeout(timer);
      child.off('exit', end);
      child.off('error', end);
    }
  }
}

/** Whoever talks comes first: what it does may take a little longer. Its threads, which come later, are like it. */
function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, GIVEN_WAY);
  } catch {
    // It is gone already, or this system knows no such thing.
  }
}
