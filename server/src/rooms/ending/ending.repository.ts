import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { OrdinaryDatabase, rowOf, safeInteger } from '../../prisma/index.js';

/** Where in a room's log it is said that messages are gone. */
export interface Expiry {
  /** How many messages were looked at: fewer than asked for where no more are old enough. */
  looked: number;
  entry?: { seq: number; at: string };
}

/** Takes away what has come to its end: rooms, and messages that are too old for theirs. Always a little at a time. */
@Injectable()
export class EndingRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Rooms whose time has come. Walks Room_deletesAt_idx. */
  async roomsToDelete(now: Date, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'rooms-to-delete',
      `SELECT id FROM "Room" WHERE "deletesAt" <= $1 ORDER BY "deletesAt" LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Ends the next memberships of a room whose time has come; under its lock, as every change of memberships.
   * @returns whose they were
   */
  async endMemberships(roomId: string, now: Date, limit: number): Promise<UserRef[]> {
    return this.database.query<UserRef>(
      'room-end-memberships',
      `WITH room AS MATERIALIZED (
         SELECT id FROM "Room" WHERE id = $1 AND "deletesAt" <= $2 FOR NO KEY UPDATE
       ), gone AS (
         DELETE FROM "RoomMembership" m USING (
           SELECT k."roomId", k."userId" FROM room r JOIN "RoomMembership" k ON k."roomId" = r.id
           ORDER BY k."roomId", k."userId" LIMIT $3
         ) x WHERE m."roomId" = x."roomId" AND m."userId" = x."userId" RETURNING m."userId"
       ), counted AS (
         UPDATE "Room" r SET "memberCount" = r."memberCount" - (SELECT count(*) FROM gone) FROM room WHERE r.id = room.id
       )
       SELECT u.id, u.username FROM gone g CROSS JOIN LATERAL ${rowOf('User', 'g."userId"')} u`,
      [roomId, now, limit],
    );
  }

  /** Deletes the next messages of a room without members, with what hangs on them. @returns how many went */
  removeMessages(roomId: string, limit: number): Promise<number> {
    return this.remove('Message', roomId, limit);
  }

  /** Deletes the next entries of such a room's log. @returns how many went */
  removeEvents(roomId: string, limit: number): Promise<number> {
    return this.remove('RoomEvent', roomId, limit);
  }

  /** Deletes what is left of a room. */
  async removeRoom(roomId: string, now: Date): Promise<void> {
    await this.database.query('room-remove', `DELETE FROM "Room" WHERE id = $1 AND "deletesAt" <= $2`, [
      roomId,
      now,
    ]);
  }

  /** The next rooms behind an id that do not keep their messages for ever. Walks Room_retention_idx. */
  roomsThatForget(behind: string, limit: number): Promise<{ id: string; retentionDays: number }[]> {
    return this.database.query(
      'rooms-that-forget',
      `SELECT id, "retentionDays" FROM "Room" WHERE id > $1::uuid AND "retentionDays" IS NOT NULL ORDER BY id LIMIT $2`,
      [behind, limit],
    );
  }

  /** Deletes a room's next messages that are older than `before`; see the SQL function `room_expire`. */
  async expire(roomId: string, before: Date, limit: number): Promise<Expiry> {
    const [row] = await this.database.query<{ looked: number; seq: string | null; at: Date | null }>(
      'room-expire',
      'SELECT looked, seq, at FROM room_expire($1, $2, $3)',
      [roomId, before, limit],
    );
    if (!row || row.seq === null || row.at === null) return { looked: 0 };
    return { looked: row.looked, entry: { seq: safeInteger(row.seq), at: row.at.toISOString() } };
  }

  /** Both are found by room and seq, on an index that begins with them. */
  private async remove(table: 'Message' | 'RoomEvent', roomId: string, limit: number): Promise<number> {
    const rows = await this.database.query(
      `room-remove-${table}`,
      `DELETE FROM "${table}" m USING (
         SELECT "roomId", seq FROM "${table}" WHERE "roomId" = $1 ORDER BY seq LIMIT $2
       ) x WHERE m."roomId" = x."roomId" AND m.seq = x.seq RETURNING 1`,
      [roomId, limit],
    );
    return rows.length;
  }
}
