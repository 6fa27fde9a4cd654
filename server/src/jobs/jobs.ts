import type { Statements } from '../prisma/index.js';
import type { JobKind } from './define-job.js';

/**
 * Does a job. It runs at least once, and again after a crash or a failure, with longer and longer breaks: it has to be
 * safe to repeat. What it throws is a failure.
 */
export type JobHandler<Payload extends object> = (payload: Payload) => Promise<void>;

export interface JobTerms {
  /** When it is due by the database's clock; at once otherwise. */
  at?: Date;
  /** Of several under one key only the last is done: putting one in again replaces it, also its time. */
  key: string;
  /** Of those in one queue one is done at a time, over all processes: for what takes long, and would keep others waiting. */
  queue?: string;
}

/** Work that is done later, once by some process, whatever happens to the one that has thought of it. */
export abstract class Jobs {
  /** Says who does the jobs of a kind. Called while the modules are put together. */
  abstract handle<Payload extends object>(kind: JobKind<Payload>, handler: JobHandler<Payload>): void;

  /**
   * The same for what is done again and again: one at a time over all processes. Where one takes longer than the time in
   * between, one more waits, however often it was due. @param cron minute, hour, day, month, day of the week; in UTC
   */
  abstract every(cron: string, kind: JobKind<object>, handler: () => Promise<void>): void;

  /**
   * Puts a job in by a statement of the caller's transaction: it is there when that is committed, and never otherwise.
   * Call `ready` before the transaction.
   */
  abstract put<Payload extends object>(
    statements: Statements,
    kind: JobKind<Payload>,
    payload: Payload,
    terms: JobTerms,
  ): Promise<void>;

  /** Takes the job of that key out again; one that is being done goes on. */
  abstract takeOut(statements: Statements, key: string): Promise<void>;

  /** Resolves when jobs can be put in. @throws AppError `UNAVAILABLE` when that takes too long */
  abstract ready(): Promise<void>;

  /** Begins to do what is due. Twice is once. */
  abstract start(): void;
}
