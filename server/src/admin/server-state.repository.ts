import { Injectable } from '@nestjs/common';
import { FailedJobsRepository } from '../jobs/index.js';
import { OrdinaryDatabase } from '../prisma/index.js';

@Injectable()
export class ServerStateRepository {
  constructor(
    private readonly database: OrdinaryDatabase,
    private readonly failed: FailedJobsRepository,
  ) {}

  /** Such as `18.1`. */
  async postgresVersion(): Promise<string> {
    const [row] = await this.database.query<{ version: string }>(
      'postgres-version',
      `SELECT split_part(current_setting('server_version'), ' ', 1) AS version`,
      [],
    );
    return row?.version ?? '';
  }

  /** Has a job tried again; audited in the same transaction. @returns whether there is one to be tried */
  retry(actorId: string, jobId: string): Promise<boolean> {
    return this.database.transaction(async (statements) => {
      const kind = await this.failed.retry(statements, jobId);
      if (kind === undefined) return false;
      await statements.query(
        'job-retry-audit',
        `SELECT audit_add($1::uuid, 'server.jobRetried', NULL, NULL, NULL, NULL, NULL, jsonb_build_object('kind', $2::text))`,
        [actorId, kind],
      );
      return true;
    });
  }
}
