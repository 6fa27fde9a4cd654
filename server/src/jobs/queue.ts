import { EventEmitter } from 'node:events';
import { Logger } from '@nestjs/common';
import type { CronItem, Runner, TaskList, WorkerEvents } from 'graphile-worker';
import { jobsPool, patientPool, whileMigrating } from '../prisma/index.js';
import { Lease } from './lease.repository.js';

const POLL_MS = 1_000;
const AT_ONCE = 4;
/** Workers of processes that are gone are looked for so often. */
const LOOK_MS = 5_000;

const SERIOUS: ReadonlySet<string> = new Set(['error', 'warning']);

export interface QueueOptions {
  url: string;
  tasks: TaskList;
  cron: CronItem[];
  /** Jobs can be put in from now on. */
  onReady: () => void;
  /** It does no more jobs, though nobody has closed it. */
  onBroken: (error: unknown) => void;
}

/** graphile-worker with connections of its own: from when it is opened until it is closed, or is broken. */
export class Queue {
  private readonly logger = new Logger('Jobs');
  private readonly pool;
  private readonly lease;
  private runner: Runner | undefined;
  private looking: NodeJS.Timeout | undefined;
  private readonly closing = new AbortController();

  constructor(private readonly options: QueueOptions) {
    this.pool = jobsPool(options.url, (error) => {
      this.logger.warn({ err: error }, 'a connection of the job queue was lost');
    });
    this.lease = new Lease(this.pool);
  }

  /** @throws whatever keeps it from the database */
  async open(): Promise<void> {
    const { url, tasks, cron, onReady, onBroken } = this.options;
    // Only now: it costs time and memory, and nobody waits for it.
    const worker = await import('graphile-worker');
    const logger = new worker.Logger(() => (level, message) => {
      // Where a job has failed, its first line names it; the rest is where in the code.
      if (SERIOUS.has(level)) this.logger.warn(message.split('\n', 1)[0]);
    });
    const shared = { pgPool: this.pool, logger };
    await whileMigrating(url, () => worker.runMigrations(shared));
    onReady();
    await this.lease.hold();
    await this.lease.freeTheDead();
    if (this.closing.signal.aborted) return;
    const events = new EventEmitter() as WorkerEvents;
    events.on('worker:create', (created) => this.lease.add(created.worker.workerId));
    events.on('worker:fatalError', ({ error }) => onBroken(error));
    this.runner = await worker.run({
      ...shared,
      pgPool: patientPool(this.pool, {
        closed: this.closing.signal,
        onFailure: (error) => this.logger.warn({ err: error }, 'what is done regularly has to wait'),
      }),
      events,
      taskList: tasks,
      parsedCronItems: worker.parseCronItems(cron),
      concurrency: AT_ONCE,
      pollInterval: POLL_MS,
      noHandleSignals: true,
    });
    this.runner.promise.catch(onBroken);
    this.looking = setInterval(() => void this.look(), LOOK_MS).unref();
    await this.look();
  }

  /** What is being done is waited for: five seconds at most, as the queue says. */
  async close(): Promise<void> {
    this.closing.abort();
    clearInterval(this.looking);
    await this.runner?.stop().catch(() => undefined); // it has stopped by itself
    await this.lease.letGo();
    await this.pool.end();
  }

  private async look(): Promise<void> {
    try {
      await this.lease.hold();
      await this.lease.renew();
      await this.lease.freeTheDead();
    } catch (error) {
      if (!this.closing.signal.aborted)
        this.logger.warn({ err: error }, 'could not look for jobs that nobody does any more');
    }
  }
}
