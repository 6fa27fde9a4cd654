import { Jobs } from '../../src/jobs/index.js';
import type { TestApp } from './app.js';

/** A job that was given up. @param kind that nobody does, if not said otherwise @returns its id */
export async function failedJob(world: TestApp, kind = 'made-up-work', payload = {}): Promise<string> {
  await world.app.get(Jobs).ready();
  const [job] = await world.database.query<{ id: string }>(
    `SELECT id::text FROM graphile_worker.add_job($1::text, $2::json, run_at => now() + interval '1 hour', max_attempts => 1)`,
    [kind, JSON.stringify(payload)],
  );
  if (!job) throw new Error('no job was put in');
  await world.database.query(
    `UPDATE graphile_worker._private_jobs SET attempts = 1, last_error = 'alice@example.org is not there', run_at = now()
     WHERE id = $1::bigint`,
    [job.id],
  );
  return job.id;
}
