import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import pLimit from 'p-limit';
import { AppError } from '../common/index.js';
import { childEnvironment, Config } from '../config/index.js';
import type { PictureAnswer, PictureFacts } from './picture-job.js';

/** It is started again for the next picture. */
const IDLE_MS = 60_000;
/** Those who come when so many wait are asked to come again. */
const WAITING_MAX = 50;
const HEAP_MB = 512;
const ENTRY = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));

/**
 * Does what is dangerous with pictures in a process of its own, one at a time. One that dies, spins or takes too long takes
 * nothing along but its own picture: it is killed, and the next has a new one.
 */
@Injectable()
export class MediaChild implements OnModuleDestroy {
  private readonly logger = new Logger('Media');
  private readonly oneByOne = pLimit(1);
  private readonly limitMs: number;
  private child: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;
  private isStopped = false;
  private isWorking = false;
  private jobs = 0;

  constructor(config: Config) {
    this.limitMs = config.get('PICTURE_TIME_LIMIT_MS');
  }

  /** For whoever watches it: its process, where there is one, whether that works, and how many pictures wait. */
  get state(): { pid: number | undefined; isWorking: boolean; waiting: number } {
    return { pid: this.child?.pid, isWorking: this.isWorking, waiting: this.oneByOne.pendingCount };
  }

  /**
   * Prepares the picture in that folder, see `JOB_FILES`.
   * @throws AppError `PICTURE_UNREADABLE`, `PAYLOAD_TOO_LARGE`: nothing is to be had of it; `PICTURE_FAILED`: it may be tried
   * again; `UNAVAILABLE` when too many wait
   */
  prepare(folder: string, type: string): Promise<PictureFacts> {
    if (this.oneByOne.pendingCount >= WAITING_MAX)
      throw new AppError('UNAVAILABLE', 'Too many pictures wait to be prepared.');
    return this.oneByOne(() => this.run(folder, type));
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await this.kill();
  }

  private async run(folder: string, type: string): Promise<PictureFacts> {
    if (this.isStopped) throw new AppError('DRAINING', 'The server is about to stop.');
    clearTimeout(this.idle);
    this.child ??= this.start();
    const answer = await this.answerOf(this.child, { id: (this.jobs += 1), folder, type });
    if (answer?.kind !== 'done' && answer?.kind !== 'fault') {
      this.logger.warn({ type, error: answer?.error }, 'a picture could not be prepared');
      await this.kill();
      throw failed(answer?.error);
    }
    this.idle = setTimeout(() => void this.kill().catch(() => undefined), IDLE_MS).unref();
    if (answer.kind === 'done') return answer.facts;
    if (answer.fault === 'too large')
      throw new AppError('PAYLOAD_TOO_LARGE', 'A picture may have 50 megapixels at most.');
    throw unreadable();
  }

  private start(): ChildProcess {
    const child = fork(ENTRY, [], {
      env: childEnvironment(),
      execArgv: [`--max-old-space-size=${String(HEAP_MB)}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // It keeps nobody from ending.
    child.unref();
    child.channel?.unref();
    child.on('error', (error) => this.logger.warn({ err: error }, 'the process for pictures is in trouble'));
    child.once('exit', () => {
      if (this.child === child) this.child = undefined;
    });
    return child;
  }

  /** @returns undefined when it took too long, or the child died */
  private async answerOf(child: ChildProcess, job: { id: number; folder: string; type: string }) {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), this.limitMs);
    const died = () => over.abort();
    child.once('exit', died);
    child.once('error', died);
    try {
      if (child.exitCode !== null || child.signalCode !== null) return undefined;
      this.isWorking = true;
      const answered = once(child, 'message', { signal: over.signal });
      child.send(job, (error) => {
        if (error) over.abort();
      });
      const [answer] = (await answered) as [PictureAnswer];
      return answer;
    } catch (error) {
      if (over.signal.aborted) return undefined;
      throw error;
    } finally {
      this.isWorking = false;
      clearTimeout(timer);
      child.off('exit', died);
      child.off('error', died);
    }
  }

  private async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    clearTimeout(this.idle);
    if (!child || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

/** The one answer where it is nobody's fault but may succeed another time. */
function failed(cause?: unknown): AppError {
  return new AppError('PICTURE_FAILED', 'The picture could not be prepared this time.', { cause });
}

/** The one answer to pictures that cannot be read, or of which not everything can be taken away that they tell. */
export function unreadable(): AppError {
  return new AppError(
    'PICTURE_UNREADABLE',
    'Pictures are sent as JPEG, PNG, WebP, GIF or AVIF that can be read.',
  );
}
