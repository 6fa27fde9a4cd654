import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { CronItem, TaskList } from 'graphile-worker';
import { AppError } from '../common/index.js';
import { Config } from '../config/index.js';
import type { Statements } from '../prisma/index.js';
import type { JobKind } from './define-job.js';
import { type JobHandler, Jobs, type JobTerms } from './jobs.js';
import { JobsRepository } from './jobs.repository.js';
import { Queue } from './queue.js';

/** The queue could not be opened, or is broken: it is opened again after so long. */
const AGAIN_MS = 5_000;
const PATIENCE_MS = 10_000;

/** The queue in PostgreSQL. It is opened after the server listens, or when somebody needs it before. */
@Injectable()
export class GraphileJobs extends Jobs implements OnModuleDestroy {
  private readonly logger = new Logger('Jobs');
  private readonly tasks: TaskList = {};
  private readonly cron: CronItem[] = [];
  private tellReady = (): void => undefined;
  private readonly whenReady = new Promise<void>((resolve) => (this.tellReady = resolve));
  private queue: Queue | undefined;
  private opening: Promise<void> = Promise.resolve();
  private again: NodeJS.Timeout | undefined;
  private isStopped = false;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly config: Config,
    private readonly statements: JobsRepository,
  ) {
    super();
  }

  handle<Payload extends object>({ name }: JobKind<Payload>, handler: JobHandler<Payload>): void {
    this.tasks[name] = async (payload) => {
      await handler(payload as Payload);
    };
  }

  every(cron: string, kind: JobKind<object>, handler: () => Promise<void>): void {
    this.handle(kind, handler);
    // In a queue of its own one runs at a time, however many processes there are; under its key one waits at most.
    const options = { backfillPeriod: 0, queueName: kind.name, jobKey: kind.name };
    this.cron.push({ task: kind.name, match: cron, options });
  }

  put<Payload extends object>(
    statements: Statements,
    { name: kind, isPatient }: JobKind<Payload>,
    payload: Payload,
    { at, key, queue }: JobTerms,
  ): Promise<void> {
    return this.statements.put(statements, {
      ...{ kind, payload, key, isPatient },
      ...{ at: at ?? null, queue: queue ?? null },
    });
  }

  takeOut(statements: Statements, key: string): Promise<void> {
    return this.statements.takeOut(statements, key);
  }

  async ready(): Promise<void> {
    this.start();
    let timer: NodeJS.Timeout | undefined;
    const end = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new AppError('UNAVAILABLE', 'Nothing can be planned just now.')),
        PATIENCE_MS,
      );
    });
    try {
      await Promise.race([this.whenReady, end]);
    } finally {
      clearTimeout(timer);
    }
  }

  start(): void {
    if (this.queue || this.again || this.isStopped) return;
    const queue: Queue = new Queue({
      url: this.config.get('DATABASE_URL'),
      tasks: this.tasks,
      cron: this.cron,
      onReady: this.tellReady,
      onBroken: (error) => void this.replace(queue, error),
    });
    this.queue = queue;
    this.opening = queue.open().catch((error: unknown) => this.replace(queue, error));
  }

  onModuleDestroy(): Promise<void> {
    this.stopping ??= this.stop();
    return this.stopping;
  }

  private async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.again);
    await this.opening;
    await this.queue?.close();
  }

  private async replace(broken: Queue, error: unknown): Promise<void> {
    if (this.isStopped || this.queue !== broken) return;
    this.logger.warn({ err: error }, 'the job queue cannot be used; it is opened again soon');
    this.again = setTimeout(() => {
      this.again = undefined;
      this.start();
    }, AGAIN_MS).unref();
    this.queue = undefined;
    await broken.close().catch(() => undefined);
  }
}
