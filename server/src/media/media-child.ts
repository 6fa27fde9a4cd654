import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import pLimit from 'p-limit';
import { AppError, storageFull } from '../common/index.js';
import { Config } from '../config/index.js';
import { ChildWorker } from './child-worker.js';
import type { PictureAnswer, PictureFacts, PictureJob } from './picture-job.js';

/** Those who come when so many wait are asked to come again. */
const WAITING_MAX = 50;
const HEAP_MB = 512;
const ENTRY = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));

/** Does what is dangerous with pictures in a process of its own, one at a time. */
@Injectable()
export class MediaChild implements OnModuleDestroy {
  private readonly logger = new Logger('Media');
  private readonly oneByOne = pLimit(1);
  private readonly worker: ChildWorker<PictureJob, PictureAnswer>;
  private isStopped = false;

  constructor(config: Config) {
    this.worker = new ChildWorker({
      entry: ENTRY,
      heapMb: HEAP_MB,
      limitMs: config.get('PICTURE_TIME_LIMIT_MS'),
      onTrouble: (error) => this.logger.warn({ err: error }, 'the process for pictures is in trouble'),
    });
  }

  /** For whoever watches it: its process, where there is one, whether that works, and how many pictures wait. */
  get state(): { pid: number | undefined; isWorking: boolean; waiting: number } {
    const { activeCount, pendingCount } = this.oneByOne;
    return { pid: this.worker.pid, isWorking: activeCount > 0, waiting: pendingCount };
  }

  /**
   * Prepares the picture in that folder, see `JOB_FILES`.
   * @throws AppError `PICTURE_UNREADABLE`, `PAYLOAD_TOO_LARGE`: nothing is to be had of it; `PICTURE_FAILED`: it may be tried
   * again; `STORAGE_FULL`; `UNAVAILABLE` when too many wait
   */
  async prepare(folder: string, type: string): Promise<PictureFacts> {
    const facts = await this.inTurn({ folder, type });
    if (!facts) throw new Error('what is known of a picture comes with it');
    return facts;
  }

  /** Makes `avatar` of the picture in that folder, for a person or a room. @throws AppError as `prepare` */
  async makeAvatar(folder: string, type: string): Promise<void> {
    await this.inTurn({ folder, type, isAvatar: true });
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await this.worker.kill();
  }

  private inTurn(job: Omit<PictureJob, 'id'>): Promise<PictureFacts | undefined> {
    if (this.oneByOne.pendingCount >= WAITING_MAX)
      throw new AppError('UNAVAILABLE', 'Too many pictures wait to be prepared.');
    return this.oneByOne(() => this.run(job));
  }

  private async run(job: Omit<PictureJob, 'id'>): Promise<PictureFacts | undefined> {
    if (this.isStopped) throw new AppError('DRAINING', 'The server is about to stop.');
    const answer = await this.worker.run(job);
    if (answer?.kind === 'done') return answer.facts;
    if (answer?.kind === 'full') throw storageFull();
    if (answer?.kind === 'fault') throw answer.fault === 'too large' ? tooLarge() : unreadable();
    this.logger.warn({ type: job.type, error: answer?.error }, 'a picture could not be prepared');
    // Whatever has failed in it may have left something behind.
    await this.worker.kill();
    throw failed(answer?.error);
  }
}

/** The one answer where it is nobody's fault but may succeed another time. */
function failed(cause?: unknown): AppError {
  return new AppError('PICTURE_FAILED', 'The picture could not be prepared this time.', { cause });
}

function tooLarge(): AppError {
  return new AppError('PAYLOAD_TOO_LARGE', 'A picture may have 50 megapixels at most.');
}

/** The one answer to pictures that cannot be read, or of which not everything can be taken away that they tell. */
export function unreadable(): AppError {
  return new AppError(
    'PICTURE_UNREADABLE',
    'Pictures are sent as JPEG, PNG, WebP, GIF or AVIF that can be read.',
  );
}
