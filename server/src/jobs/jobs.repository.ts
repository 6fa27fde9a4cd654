import { Injectable } from '@nestjs/common';
import type { Statements } from '../prisma/index.js';

export interface NewJob {
  kind: string;
  payload: object;
  at: Date | null;
  key: string;
  queue: string | null;
  isPatient: boolean;
}

/** Smaller numbers first. */
const PRIORITY = { ordinary: 0, patient: 10 };

/** The statements with which jobs are put in and taken out, in whoever's transaction. */
@Injectable()
export class JobsRepository {
  /** One under the same key is replaced, also its time; one that is being done meanwhile is not disturbed. */
  async put(statements: Statements, { kind, payload, at, key, queue, isPatient }: NewJob): Promise<void> {
    await statements.query(
      'job-put',
      `SELECT 1 FROM graphile_worker.add_job($1::text, payload => $2::json, run_at => coalesce($3::timestamptz, now()),
         job_key => $4::text, queue_name => $5::text, priority => $6::int)`,
      [kind, JSON.stringify(payload), at, key, queue, isPatient ? PRIORITY.patient : PRIORITY.ordinary],
    );
  }

  async takeOut(statements: Statements, key: string): Promise<void> {
    await statements.query('job-take-out', 'SELECT 1 FROM graphile_worker.remove_job($1::text)', [key]);
  }
}
