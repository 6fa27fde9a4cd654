import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase, safeInteger } from '../prisma/index.js';
import type { SeqCursor } from './log.repository.js';

/** What became of one slice of all logs. */
export interface Slice {
  removed: number;
  /** The last change that was looked at. */
  last: SeqCursor;
}

/** Takes changes that were overtaken out of the logs. */
@Injectable()
export class CompactionRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /**
   * Looks at the next changes behind a position, of whichever rooms, and removes those of messages that were made before
   * `until` and overtaken by a later one of the same message; those stay that people see as lines. Short: a walk on RoomEvent_pkey, and for each change a
   * lookup in RoomEvent_targetId_seq_idx. It locks nothing but the rows that go.
   * @returns undefined at the end of all logs
   */
  async removeBehind({ roomId, seq }: SeqCursor, until: Date, limit: number): Promise<Slice | undefined> {
    const [row] = await this.database.query<{ removed: number; roomId: string; seq: string }>(
      'compact-log',
      `WITH slice AS MATERIALIZED (
         SELECT y."roomId", y.seq, y."targetId", y."createdAt", y.kind, y.what FROM "RoomEvent" y
         WHERE (y."roomId", y.seq) > ($1::uuid, $2::bigint) ORDER BY y."roomId", y.seq LIMIT $4
       ), gone AS (
         DELETE FROM "RoomEvent" e USING slice s
         WHERE e."roomId" = s."roomId" AND e.seq = s.seq AND s.kind = 'message' AND s.what <> 'pinned' AND s."createdAt" < $3
           AND s.seq < (SELECT z.seq FROM "RoomEvent" z WHERE z."targetId" = s."targetId" ORDER BY z.seq DESC LIMIT 1)
         RETURNING 1
       )
       SELECT (SELECT count(*) FROM gone)::int AS removed, l."roomId", l.seq
       FROM (SELECT s."roomId", s.seq FROM slice s ORDER BY s."roomId" DESC, s.seq DESC LIMIT 1) l`,
      [roomId, seq, until, limit],
    );
    return row && { removed: row.removed, last: { roomId: row.roomId, seq: safeInteger(row.seq) } };
  }
}
