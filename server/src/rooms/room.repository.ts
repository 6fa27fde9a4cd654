import { Inject, Injectable } from '@nestjs/common';
import { type Room, type RoomKind, ROLES, type UserRef } from '@chatket/contract';
import { messageRecord, SENDER } from '../chat/message/index.js';
import { membershipOf, OrdinaryDatabase, rowOf, type Statements } from '../prisma/index.js';
import { may, visible } from './access/index.js';
import { isShown } from './profile/index.js';
import { NAME_FOLD, nameKey } from './room-name.js';
import { columnsFor, CREATOR, requestOf, type RoomRow, toRoom, UNREAD } from './room-row.js';

export interface NewRoom {
  id: string;
  name: string;
  creator: UserRef;
  kind?: RoomKind;
  topic?: string | undefined;
}

/** The last message shown in the room of the membership `m` that is not deleted, for whoever may read it. */
const LAST_MESSAGE = `
  LEFT JOIN LATERAL (
    SELECT ${messageRecord({ fromSeq: 'm.from_seq' })} AS record FROM (
      SELECT y.*, m."fromSeq" AS from_seq FROM "Message" y
      WHERE y."roomId" = m."roomId" AND y."deletedAt" IS NULL AND y."inRoom" AND ${visible('y.seq', 'm."fromSeq"')} ORDER BY y.seq DESC LIMIT 1
    ) m ${SENDER}
  ) x ON ${may('read', 'm')}`;

/** Rooms that one statement reads: each has its unread messages counted. */
const ROOMS_AT_ONCE = 500;

/** Rooms as one person sees them. */
@Injectable()
export class RoomRepository {
  constructor(@Inject(OrdinaryDatabase) private readonly database: Statements) {}

  /** Does nothing when there is a room with that id already. */
  async insert({ id, name, creator }: NewRoom): Promise<void> {
    await this.database.query(
      'room-insert',
      `INSERT INTO "Room" (id, name, "nameKey", "nameFold", "createdById") VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO NOTHING`,
      [id, name, nameKey(name), NAME_FOLD, creator.id],
    );
  }

  /** A room and its first member, who owns it: both or neither. */
  async insertWithCreator({ id, name, creator, kind = 'public', topic }: NewRoom): Promise<void> {
    await this.database.query(
      'room-insert-with-creator',
      `WITH room AS (
         INSERT INTO "Room" (id, name, "nameKey", "nameFold", "createdById", "memberCount", kind, topic)
         VALUES ($1, $2, $3, $4, $5, 1, $7, $8) RETURNING id
       )
       INSERT INTO "RoomMembership" ("roomId", "userId", role) SELECT id, $5, $6 FROM room`,
      [id, name, nameKey(name), NAME_FOLD, creator.id, ROLES.owner, kind, topic ?? null],
    );
  }

  async find(id: string, userId: string): Promise<Room | undefined> {
    const rows = await this.database.query<RoomRow>(
      'room-find',
      `SELECT ${columnsFor('$2')}, ${requestOf('$2')}, x.record
       FROM "Room" r ${CREATOR}
       LEFT JOIN LATERAL ${membershipOf('r.id', '$2')} m ON true
       ${UNREAD}
       ${LAST_MESSAGE}
       WHERE r.id = $1`,
      [id, userId],
    );
    return rows.map(toRoom)[0];
  }

  /**
   * The person's rooms, latest activity first, each with its last message; a direct room that was closed is left out
   * until its next message. Walks RoomMembership_userId_roomId_idx. Somebody with thousands of rooms gets them by several
   * statements, so that none takes too long; by id, because the order changes meanwhile.
   */
  async listOf(userId: string): Promise<Room[]> {
    const first = await this.latestOf(userId, ROOMS_AT_ONCE);
    if (first.length < ROOMS_AT_ONCE) return first.map(toRoom);
    const rows = [...first, ...(await this.othersOf(userId, new Set(first.map(({ id }) => id))))];
    return rows.sort(byActivity).map(toRoom);
  }

  /** So many of the person's rooms, latest activity first. */
  async listLatest(userId: string, limit: number): Promise<Room[]> {
    return (await this.latestOf(userId, limit)).map(toRoom);
  }

  /** So many of the person's rooms behind an id, in the order of ids, which does not change meanwhile. */
  async listBehind(userId: string, id: string, limit: number): Promise<Room[]> {
    const rows = await this.database.query<{ id: string }>(
      'rooms-mine-behind',
      `SELECT k."roomId" AS id FROM "RoomMembership" k
       WHERE k."userId" = $1 AND k."roomId" > $2 AND ${isShown('k')} ORDER BY k."roomId" LIMIT $3`,
      [userId, id, limit],
    );
    const found = await this.readOf(
      userId,
      rows.map((row) => row.id),
    );
    return found.sort((a, b) => (a.id < b.id ? -1 : 1)).map(toRoom);
  }

  private latestOf(userId: string, limit: number): Promise<RoomRow[]> {
    return this.database.query<RoomRow>(
      'rooms-mine',
      `SELECT ${columnsFor('$1')}, x.record
       FROM (
         SELECT k.* FROM "RoomMembership" k JOIN LATERAL ${rowOf('Room', 'k."roomId"')} o ON true
         WHERE k."userId" = $1 AND ${isShown('k')} ORDER BY o."lastMessageAt" DESC, o.id DESC LIMIT $2
       ) m JOIN LATERAL ${rowOf('Room', 'm."roomId"')} r ON true ${CREATOR}
       ${UNREAD}
       ${LAST_MESSAGE}
       ORDER BY r."lastMessageAt" DESC, r.id DESC`,
      [userId, limit],
    );
  }

  private async othersOf(userId: string, known: ReadonlySet<string>): Promise<RoomRow[]> {
    const all = await this.database.query<{ id: string }>(
      'rooms-mine-ids',
      `SELECT k."roomId" AS id FROM "RoomMembership" k WHERE k."userId" = $1 AND ${isShown('k')}`,
      [userId],
    );
    const ids = all.map(({ id }) => id).filter((id) => !known.has(id));
    const rows: RoomRow[] = [];
    while (ids.length > 0) rows.push(...(await this.readOf(userId, ids.splice(0, ROOMS_AT_ONCE))));
    return rows;
  }

  private readOf(userId: string, ids: string[]): Promise<RoomRow[]> {
    return this.database.query<RoomRow>(
      'rooms-mine-by-id',
      `SELECT ${columnsFor('$1')}, x.record
       FROM unnest($2::uuid[]) AS w (id) CROSS JOIN LATERAL ${membershipOf('w.id', '$1')} m
       JOIN LATERAL ${rowOf('Room', 'm."roomId"')} r ON true ${CREATOR}
       ${UNREAD}
       ${LAST_MESSAGE}`,
      [userId, ids],
    );
  }
}

/** Latest activity first, as the database orders it. */
function byActivity(a: RoomRow, b: RoomRow): number {
  return b.lastMessageAt.getTime() - a.lastMessageAt.getTime() || (a.id < b.id ? 1 : -1);
}
