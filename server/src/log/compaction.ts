import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { CompactionRepository } from './compaction.repository.js';
import type { SeqCursor } from './log.repository.js';

const INTERVAL_MS = 6 * 60 * 60 * 1_000;
/** So long changes that were overtaken stay, for whoever looks into what has happened. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1_000;
const SLICE = 500;
/** Between slices, so that whatever people wait for comes first. */
const PAUSE_MS = 50;
const BEGINNING: SeqCursor = { roomId: '00000000-0000-0000-0000-000000000000', seq: 0 };

/**
 * Takes changes out of the logs that a later one of the same message overtook: nobody is told of them any more. Safe to
 * run at any time, twice, and in several processes. A job of its own until there is a place for jobs.
 */
@Injectable()
export class Compaction implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(Compaction.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    private readonly repository: CompactionRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.running ??= this.attempt().finally(() => (this.running = undefined));
    }, INTERVAL_MS).unref();
  }

  /** What is under way ends with its slice. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Goes through all logs once. @returns how many changes went */
  async run(): Promise<number> {
    const until = new Date(this.clock.now() - KEPT_MS);
    let removed = 0;
    for (let place = BEGINNING; !this.isStopped;) {
      const slice = await this.repository.removeBehind(place, until, SLICE);
      if (!slice) break;
      removed += slice.removed;
      place = slice.last;
      await delay(PAUSE_MS, undefined, { ref: false });
    }
    return removed;
  }

  /** What cannot be done now is done the next time. */
  private async attempt(): Promise<void> {
    try {
      const removed = await this.run();
      this.logger.log({ removed }, 'changes that were overtaken were taken out of the log');
    } catch (error) {
      this.logger.warn({ err: error }, 'changes that were overtaken could not be taken out of the log');
    }
  }
}
