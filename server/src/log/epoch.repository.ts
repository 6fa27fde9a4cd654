import { Injectable } from '@nestjs/common';
import { newId } from '../common/index.js';
import { Database, isDenied } from '../prisma/index.js';

/**
 * What changes when a database is restored: the cluster, its timeline (recovery to a point in time, promotion of a
 * standby; in the control file only behind the next checkpoint), or the table itself, which a restored dump makes anew.
 * What a copy of the files brings back is the same in all of these.
 */
const CLUSTER = `(SELECT system_identifier FROM pg_control_system())::text
  || '/' || (SELECT CASE WHEN pg_is_in_recovery() THEN c.timeline_id ELSE greatest(c.timeline_id,
    ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int) END
    FROM pg_control_checkpoint() AS c)::text || '/' || '"Room"'::regclass::oid::text`;
/** For a role that may not look at the cluster. */
const TABLE_ONLY = `'"Room"'::regclass::oid::text`;
/** When a file came to its place that is never written again: a copy of the data directory that is put back has another time. */
const PLACE = `(SELECT extract(epoch FROM coalesce(change, creation))::text FROM pg_stat_file('PG_VERSION'))`;

/** Reads in which life the database is. */
@Injectable()
export class EpochRepository {
  constructor(private readonly database: Database) {}

  /** The same as before, or a new one if the database is another one than before. */
  async current(): Promise<string> {
    const cluster = (await this.readAllowed(CLUSTER)) ?? (await this.readAllowed(TABLE_ONLY)) ?? '';
    // Where it is not told, or was not before, nothing is known of it.
    const place = await this.readAllowed(PLACE);
    const [row] = await this.database.query<{ epoch: string }>(
      'epoch-current',
      `INSERT INTO "DatabaseEpoch" AS known (id, epoch, cluster, place) VALUES (1, $1, $2, $3)
       ON CONFLICT (id) DO UPDATE SET cluster = excluded.cluster, place = coalesce(excluded.place, known.place),
         epoch = CASE WHEN known.cluster = excluded.cluster AND (known.place = excluded.place) IS NOT FALSE
           THEN known.epoch ELSE excluded.epoch END
       RETURNING epoch`,
      [newId(), cluster, place ?? null],
    );
    if (!row) throw new Error('the epoch is one row');
    return row.epoch;
  }

  /** Nothing, where this role may not ask. Of a database that is only away nothing may be concluded: that is thrown. */
  private async readAllowed(expression: string): Promise<string | undefined> {
    try {
      const [row] = await this.database.query<{ told: string | null }>(
        `epoch-of-${String(expression.length)}`,
        `SELECT ${expression} AS told`,
      );
      return row?.told ?? undefined;
    } catch (error) {
      if (isDenied(error)) return undefined;
      throw error;
    }
  }
}
