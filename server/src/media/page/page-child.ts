import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { AppError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { ChildWorker } from '../child-worker.js';
import type { PageAnswer, PageFacts, PageJob } from './page-job.js';

/** So many pages are looked at at once. */
export const PAGES_AT_ONCE = 2;
/** Page and picture have 5 s each, and the picture is decoded. */
const LIMIT_MS = 20_000;
const HEAP_MB = 256;
const ENTRY = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));

/** Looks at pages of strangers, in processes that do nothing else: whatever a page does, it does to one of those. */
@Injectable()
export class PageChild implements OnModuleDestroy {
  private readonly logger = new Logger('Pages');
  private readonly idle: ChildWorker<PageJob, PageAnswer>[];
  private readonly all: readonly ChildWorker<PageJob, PageAnswer>[];
  private isStopped = false;

  constructor(private readonly config: Config) {
    this.all = Array.from({ length: PAGES_AT_ONCE }, () => this.worker());
    this.idle = [...this.all];
  }

  /** How many more can be looked at now. */
  get free(): number {
    return this.isStopped ? 0 : this.idle.length;
  }

  /** The processes there are, for whoever watches them. */
  get pids(): number[] {
    return this.all.flatMap(({ pid }) => pid ?? []);
  }

  /**
   * @returns what the page says of itself, its picture in that folder; undefined where nothing is to be had of it, for whatever
   * reason
   * @throws AppError `UNAVAILABLE` while as many pages are looked at as may be
   */
  async look(url: string, folder: string): Promise<PageFacts | undefined> {
    const worker = this.isStopped ? undefined : this.idle.pop();
    if (!worker) throw new AppError('UNAVAILABLE', 'Enough pages are looked at.');
    try {
      const answer = await worker.run({ url, folder, allowed: this.config.testHosts });
      if (answer?.kind === 'done') return answer.facts;
      // Where it leads is said in a room: of the address only the host is told.
      this.logger.debug(
        { host: new URL(url).host, error: answer?.error ?? 'gone' },
        'a page was not looked at',
      );
      return undefined;
    } finally {
      this.idle.push(worker);
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.all.map((worker) => worker.kill()));
  }

  private worker(): ChildWorker<PageJob, PageAnswer> {
    return new ChildWorker({
      entry: ENTRY,
      heapMb: HEAP_MB,
      limitMs: LIMIT_MS,
      onTrouble: (error) => this.logger.warn({ err: error }, 'a process for pages is in trouble'),
    });
  }
}
