import { Injectable } from '@nestjs/common';
import type { FailedJob } from '@chatket/contract';
import { isoTime, OrdinaryDatabase, type Statements } from '../prisma/index.js';

const SHOWN_MAX = 50;
/** After which a job that has failed is tried again, as the queue has it. */
const BREAK = `exp(least(t.tries, 10)) * interval '1 second'`;

/** Jobs that have failed and wait. The statements need the queue to be there: `Jobs.ready`. */
@Injectable()
export class FailedJobsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** The one that is tried last first. Nothing of what they are about is in them, nor the error, which may say it. */
  async list(): Promise<FailedJob[]> {
    const rows = await this.database.query<Omit<FailedJob, 'againAt'> & { againAt: string | null }>(
      'jobs-failed',
      `SELECT j.id::text, j.task_identifier AS kind, t.tries, t.tries >= j.max_attempts AS "isOver",
         ${isoTime(`(j.run_at - ${BREAK})`)} AS at,
         CASE WHEN t.tries < j.max_attempts THEN ${isoTime('j.run_at')} END AS "againAt"
       FROM graphile_worker.jobs j, LATERAL (SELECT j.attempts - (j.locked_at IS NOT NULL)::int AS tries) t
       WHERE t.tries > 0 AND j.last_error IS NOT NULL ORDER BY j.run_at DESC, j.id DESC LIMIT ${String(SHOWN_MAX)}`,
      [],
    );
    return rows.map(({ againAt, ...job }) => ({ ...job, ...(againAt !== null && { againAt }) }));
  }

  /** How many are due, and neither done nor given up. */
  async countWaiting(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'jobs-waiting',
      `SELECT count(*)::int AS count FROM graphile_worker.jobs j
       WHERE j.run_at <= now() AND j.attempts < j.max_attempts`,
      [],
    );
    return row?.count ?? 0;
  }

  /**
   * Has one tried again now, as often as a new one; of several who want it at once, for one.
   * @returns its kind; undefined for one that is done, was not tried yet or is being tried just now
   */
  async retry(statements: Statements, id: string): Promise<string | undefined> {
    const [row] = await statements.query<{ kind: string }>(
      'job-retry',
      `WITH taken AS (
         SELECT p.id FROM graphile_worker._private_jobs p
         WHERE p.id = $1::bigint AND p.attempts > 0 AND p.locked_at IS NULL FOR UPDATE
       ) SELECT j.task_identifier AS kind FROM taken
         JOIN graphile_worker.jobs j USING (id),
         LATERAL graphile_worker.reschedule_jobs(ARRAY[taken.id], run_at => now(), attempts => 0) r`,
      [id],
    );
    return row?.kind;
  }
}
