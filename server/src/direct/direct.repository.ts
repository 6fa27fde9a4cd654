import { Injectable } from '@nestjs/common';
import type { RoomKind } from '@chatket/contract';
import { Database, membershipOf, rowOf } from '../prisma/index.js';
import { NAME_FOLD } from '../rooms/index.js';
import { saidSince } from '../rooms/profile/index.js';
import { directKey } from './direct-key.js';

export interface NewDirectRoom {
  id: string;
  kind: Extract<RoomKind, 'direct' | 'group'>;
  creatorId: string;
  /** All of them, the creator included. */
  userIds: readonly string[];
}

export interface OpenedRoom {
  id: string;
  isNew: boolean;
  /** It was hidden from whoever opened it. */
  wasHidden: boolean;
}

/** What is known of somebody from whom a room was hidden. */
export interface Hidden {
  roomId: string;
  userId: string;
  /** It is not hidden from them any more. */
  isShown: boolean;
}

/** Rooms that are their people. */
@Injectable()
export class DirectRepository {
  constructor(private readonly database: Database) {}

  /**
   * The room of these people, made if there is none: however many ask at once, there is one. From the others it is hidden
   * until something is said in it. Room_directKey_key decides.
   */
  async open(room: NewDirectRoom): Promise<OpenedRoom> {
    const key = directKey(room.userIds);
    const made = await this.database.query<{ id: string }>(
      'direct-open',
      `WITH made AS (
         INSERT INTO "Room" (id, name, "nameKey", "nameFold", "createdById", "memberCount", kind, "directKey")
         VALUES ($1::uuid, '', '', $2::smallint, $3::uuid, cardinality($4::uuid[]), $5, $6)
         ON CONFLICT ("directKey") DO NOTHING RETURNING id
       )
       INSERT INTO "RoomMembership" ("roomId", "userId", "isHidden")
       SELECT made.id, p.id, p.id <> $3::uuid FROM made, unnest($4::uuid[]) AS p (id)
       RETURNING "roomId" AS id`,
      [room.id, NAME_FOLD, room.creatorId, [...room.userIds], room.kind, key],
    );
    if (made[0]) return { id: made[0].id, isNew: true, wasHidden: false };
    // Another statement on purpose: what another one has just made is not seen by the first.
    const [known] = await this.database.query<{ id: string; wasHidden: boolean }>(
      'direct-show',
      `WITH known AS (SELECT id FROM "Room" WHERE "directKey" = $1), shown AS (
         UPDATE "RoomMembership" m SET "isHidden" = false FROM known
         WHERE m."roomId" = known.id AND m."userId" = $2 AND m."isHidden" RETURNING m."roomId"
       )
       SELECT known.id, EXISTS (SELECT 1 FROM shown) AS "wasHidden" FROM known`,
      [key, room.creatorId],
    );
    if (!known) throw new Error('a room that could not be made is there');
    return { ...known, isNew: false };
  }

  /** Whether these people have their room. Uses Room_directKey_key. */
  async isThere(userIds: readonly string[]): Promise<boolean> {
    const rows = await this.database.query('direct-is-there', 'SELECT 1 FROM "Room" WHERE "directKey" = $1', [
      directKey(userIds),
    ]);
    return rows.length > 0;
  }

  /**
   * How many of these people share no room with somebody that takes more than to want it: public ones do not count. Walks
   * RoomMembership_userId_roomId_idx.
   */
  async strangerCount(userId: string, others: readonly string[]): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'direct-strangers',
      `SELECT count(*)::int AS count FROM unnest($2::uuid[]) AS p (id)
       WHERE p.id <> $1 AND NOT EXISTS (
         SELECT 1 FROM "RoomMembership" mine
         JOIN LATERAL ${rowOf('Room', 'mine."roomId"')} r ON r.kind <> 'public'
         JOIN LATERAL ${membershipOf('mine."roomId"', 'p.id')} theirs ON true
         WHERE mine."userId" = $1)`,
      [userId, [...others]],
    );
    return row?.count ?? 0;
  }

  /** Hides the room from one person up to its head. @returns whether it was shown before */
  async hide(roomId: string, userId: string): Promise<boolean> {
    const rows = await this.database.query(
      'direct-hide',
      `UPDATE "RoomMembership" m SET "isHidden" = true, "hiddenSeq" = r."lastSeq"
       FROM "Room" r WHERE r.id = m."roomId" AND m."roomId" = $1 AND m."userId" = $2
         AND NOT (m."isHidden" AND m."hiddenSeq" >= r."lastSeq")
       RETURNING m."roomId"`,
      [roomId, userId],
    );
    return rows.length > 0;
  }

  /**
   * Shows the rooms again to those from whom they were hidden before something was said in them: each is told of once,
   * however many processes ask, and so are those from whom they stay hidden. Walks RoomMembership_hidden_idx.
   */
  showAgain(roomIds: readonly string[]): Promise<Hidden[]> {
    return this.database.query<Hidden>(
      'direct-show-again',
      `WITH shown AS (
         UPDATE "RoomMembership" m SET "isHidden" = false
         WHERE m."roomId" = ANY ($1::uuid[]) AND m."isHidden" AND EXISTS (${saidSince('m')})
         RETURNING m."roomId", m."userId"
       )
       SELECT s."roomId", s."userId", true AS "isShown" FROM shown s
       UNION ALL
       SELECT k."roomId", k."userId", false FROM "RoomMembership" k
       WHERE k."roomId" = ANY ($1::uuid[]) AND k."isHidden" AND NOT EXISTS (${saidSince('k')})`,
      [[...roomIds]],
    );
  }

  /** Who sees a room that is its people; nobody of other rooms. */
  async seenBy(roomId: string): Promise<string[]> {
    const rows = await this.database.query<{ userId: string }>(
      'direct-seen-by',
      `SELECT m."userId" FROM "Room" r JOIN "RoomMembership" m ON m."roomId" = r.id
       WHERE r.id = $1 AND r."directKey" IS NOT NULL AND NOT m."isHidden"`,
      [roomId],
    );
    return rows.map(({ userId }) => userId);
  }
}
