import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase, type Statements } from '../prisma/index.js';

/** Up to where the log of each room was looked at for alerts. */
@Injectable()
export class CursorsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    return this.database.transaction(work);
  }

  /** Rooms that have something behind their cursor, or none. Reads both tables whole: for the start and now and then. */
  async roomsBehind(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'notices-rooms-behind',
      `SELECT r.id FROM "Room" r LEFT JOIN "NoticeCursor" c ON c."roomId" = r.id
       WHERE r."lastSeq" > coalesce(c.seq, 0) LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Gives rooms that are new a cursor. Outside of the transaction, since it looks at the room's row, which senders lock.
   * @returns these rooms
   */
  async begin(roomIds: readonly string[]): Promise<string[]> {
    if (roomIds.length === 0) return [];
    const rows = await this.database.query<{ roomId: string }>(
      'notices-begin',
      `INSERT INTO "NoticeCursor" ("roomId", seq)
       SELECT r.id, 0 FROM unnest($1::uuid[]) AS w (id) JOIN "Room" r ON r.id = w.id
       WHERE NOT EXISTS (SELECT 1 FROM "NoticeCursor" c WHERE c."roomId" = w.id) ON CONFLICT DO NOTHING
       RETURNING "roomId"`,
      [[...roomIds]],
    );
    return rows.map(({ roomId }) => roomId);
  }

  async note(statements: Statements, cursors: ReadonlyMap<string, number>): Promise<void> {
    await statements.query(
      'notices-note',
      `UPDATE "NoticeCursor" c SET seq = w.seq FROM unnest($1::uuid[], $2::bigint[]) AS w (room, seq)
       WHERE c."roomId" = w.room`,
      [[...cursors.keys()], [...cursors.values()]],
    );
  }
}
