import { randomInt } from 'node:crypto';
import type pg from 'pg';

/** The first half of the advisory locks of leases; the other is the key of a process. */
const LEASES = 730_511;
const KEY_MAX = 2 ** 31 - 1;
/** A worker takes its first job a little before its row is there. */
const UNKNOWN_AFTER = '30 seconds';
/** The queue takes what was begun four hours ago for lost, and begins it again: what is under way is marked anew before that. */
const RENEWED_AFTER = '1 hour';

/**
 * Tells which workers of the queue live. As long as a process lives it holds a lock of the database by a connection,
 * which ends with it however it ends: nobody has to wait for a time to pass.
 */
export class Lease {
  private readonly key = randomInt(1, KEY_MAX);
  private readonly workerIds = new Set<string>();
  private client: pg.PoolClient | undefined;

  constructor(private readonly pool: pg.Pool) {}

  /** Takes the lock, also again when its connection was lost, and notes the workers. Twice is once. */
  async hold(): Promise<void> {
    if (!this.client) {
      const client = await this.pool.connect();
      client.once('error', () => this.giveBack(client));
      this.client = client;
      try {
        await client.query('SELECT pg_advisory_lock($1, $2)', [LEASES, this.key]);
      } catch (error) {
        this.giveBack(client);
        throw error;
      }
    }
    await this.pool.query(
      `INSERT INTO "JobWorker" ("workerId", "leaseKey") SELECT w, $2 FROM unnest($1::text[]) AS w
       ON CONFLICT ("workerId") DO NOTHING`,
      [[...this.workerIds], this.key],
    );
  }

  /** What its workers do is not lost, however long it takes. */
  async renew(): Promise<void> {
    const old = `locked_by = ANY ($1::text[]) AND locked_at < now() - interval '${RENEWED_AFTER}'`;
    await this.pool.query(
      `WITH queues AS (UPDATE graphile_worker._private_job_queues SET locked_at = now() WHERE ${old})
       UPDATE graphile_worker._private_jobs SET locked_at = now() WHERE ${old}`,
      [[...this.workerIds]],
    );
  }

  add(workerId: string): void {
    this.workerIds.add(workerId);
  }

  /**
   * Lets go of what workers of processes that are gone have begun, so that others do it: those with a row whose lock
   * nobody holds, and those without a row that have held a job for a while.
   */
  async freeTheDead(): Promise<void> {
    await this.pool.query(
      `WITH gone AS (
         DELETE FROM "JobWorker" w WHERE NOT EXISTS (
           SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
             AND l.classid = $1::int AND l.objid = w."leaseKey"
             AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
         RETURNING w."workerId"
       ), dead AS (
         SELECT "workerId"::text FROM gone
         UNION SELECT j.locked_by FROM graphile_worker.jobs j
         WHERE j.locked_by <> ALL ($2::text[]) AND j.locked_at < now() - interval '${UNKNOWN_AFTER}'
           AND NOT EXISTS (SELECT 1 FROM "JobWorker" w WHERE w."workerId" = j.locked_by)
       )
       SELECT graphile_worker.force_unlock_workers(array_agg("workerId")) FROM dead HAVING count(*) > 0`,
      [LEASES, [...this.workerIds]],
    );
  }

  /** Its workers have ended, and hold nothing. */
  async letGo(): Promise<void> {
    await this.pool.query('DELETE FROM "JobWorker" WHERE "leaseKey" = $1', [this.key]).catch(() => undefined); // whoever looks next finds them without a lock
    if (this.client) this.giveBack(this.client);
  }

  /** Its connection ends, and with it the lock. */
  private giveBack(client: pg.PoolClient): void {
    if (this.client !== client) return;
    this.client = undefined;
    client.release(true);
  }
}
