import { Injectable } from '@nestjs/common';
import { newId } from '../common/index.js';
import { Database, isDenied } from '../prisma/index.js';

/**
 * What changes when a database is restored: the cluster, its timeline (recovery to a point in time, promotion of a
 * standby; in the control file only behind the next checkpoint), or the table itself, which a restored dump makes anew.
 */
const CLUSTER = `(SELECT system_identifier FROM pg_control_system())::text
  || '/' || (SELECT CASE WHEN pg_is_in_recovery() THEN c.timeline_id ELSE greatest(c.timeline_id,
    ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int) END
    FROM pg_control_checkpoint() AS c)::text || '/' || '"Room"'::regclass::oid::text`;
/** For a role that may not look at the cluster. */
const TABLE_ONLY = `'"Room"'::regclass::oid::text`;

/** Reads in which life the database is. */
@Injectable()
export class EpochRepository {
  constructor(private readonly database: Database) {}

  /** The same as before, or a new one if the database is another one than before. */
  async current(): Promise<string> {
    const cluster = await this.read(CLUSTER).catch((error: unknown) => {
      // Of a database that is only away nothing may be concluded: everybody would be told to begin anew.
      if (isDenied(error)) return this.read(TABLE_ONLY);
      throw error;
    });
    const [row] = await this.database.query<{ epoch: string }>(
      'epoch-current',
      `INSERT INTO "DatabaseEpoch" AS known (id, epoch, cluster) VALUES (1, $1, $2)
       ON CONFLICT (id) DO UPDATE SET cluster = excluded.cluster,
         epoch = CASE WHEN known.cluster = excluded.cluster THEN known.epoch ELSE excluded.epoch END
       RETURNING epoch`,
      [newId(), cluster],
    );
    if (!row) throw new Error('the epoch is one row');
    return row.epoch;
  }

  private async read(expression: string): Promise<string> {
    const [row] = await this.database.query<{ cluster: string }>(
      `epoch-of-${String(expression.length)}`,
      `SELECT ${expression} AS cluster`,
    );
    return row?.cluster ?? '';
  }
}
