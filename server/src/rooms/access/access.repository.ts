import { Injectable } from '@nestjs/common';
import { Database, membershipOf, rowOf, safeInteger } from '../../prisma/index.js';

/** A person who wants to know how far some rooms have come. */
export interface RoomReader {
  userId: string;
  roomIds: readonly string[];
}

/** What the gatekeeper has to know of rooms and memberships. */
@Injectable()
export class AccessRepository {
  constructor(private readonly database: Database) {}

  async exists(id: string): Promise<boolean> {
    const rows = await this.database.query('room-exists', `SELECT 1 FROM "Room" WHERE id = $1`, [id]);
    return rows.length > 0;
  }

  async isMember(roomId: string, userId: string): Promise<boolean> {
    const rows = await this.database.query(
      'membership-find',
      `SELECT 1 FROM "RoomMembership" WHERE "roomId" = $1 AND "userId" = $2`,
      [roomId, userId],
    );
    return rows.length > 0;
  }

  /** For each reader the heads of those of their rooms they are a member of, all in one statement. */
  async heads(readers: readonly RoomReader[]): Promise<Map<string, number>[]> {
    const wanted = readers.flatMap(({ userId, roomIds }, reader) =>
      roomIds.map((roomId) => ({ reader, userId, roomId })),
    );
    const rows = await this.database.query<{ reader: number; id: string; lastSeq: string }>(
      'heads-of-rooms',
      `SELECT w.reader, r.id, r."lastSeq"
       FROM unnest($1::int[], $2::uuid[], $3::uuid[]) AS w (reader, user_id, room_id)
       CROSS JOIN LATERAL ${membershipOf('w.room_id', 'w.user_id')} member
       CROSS JOIN LATERAL ${rowOf('Room', 'w.room_id')} r`,
      [
        wanted.map(({ reader }) => reader),
        wanted.map(({ userId }) => userId),
        wanted.map(({ roomId }) => roomId),
      ],
    );
    const heads = readers.map(() => new Map<string, number>());
    for (const { reader, id, lastSeq } of rows) heads[reader]?.set(id, safeInteger(lastSeq));
    return heads;
  }
}
