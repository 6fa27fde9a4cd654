import { Inject, Injectable } from '@nestjs/common';
import { type Room, type RoomKind, type RoomProfile, ROLES, type UserRef } from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { NAME_FOLD, nameKey } from './room-name.js';
import { membershipOf, OrdinaryDatabase, rowOf, safeInteger, type Statements } from '../prisma/index.js';
import { unreadOf } from '../reads/index.js';
import { may, memberWhoMay, visible } from './access/index.js';
import { roomProfile } from './profile/index.js';

interface RoomRow {
  id: string;
  nameKey: string;
  createdAt: Date;
  creatorId: string;
  creatorName: string;
  memberCount: number;
  lastMessageAt: Date;
  lastSeq: string;
  joinedAt: Date | null;
  lastSeenAt: Date | null;
  lastReadSeq: string | null;
  unread: number | null;
  fromSeq: string | null;
  /** The last message. */
  record: string | null;
  role: number | null;
  profile: RoomProfile;
}

export interface NewRoom {
  id: string;
  name: string;
  creator: UserRef;
  kind?: RoomKind;
  topic?: string | undefined;
}

export interface RoomKey {
  nameKey: string;
  id: string;
}

export interface Discovery {
  userId: string;
  search: string;
  after?: RoomKey | undefined;
  limit: number;
}

const COLUMNS = `
  r.id, r."nameKey", r."createdAt", c.id AS "creatorId", c.username AS "creatorName", r."memberCount",
  r."lastMessageAt", r."lastSeq", ${roomProfile('r')} AS profile, m."joinedAt", m."lastSeenAt", m."lastReadSeq", m."fromSeq", m.role, n.unread`;
/** A person's unread messages in the room of the membership `m`. */
const UNREAD = `LEFT JOIN LATERAL (${unreadOf('m')}) n ON ${may('read', 'm')}`;
/** The last message of the room of the membership `m` that is not deleted, for whoever may read it. */
const LAST_MESSAGE = `
  LEFT JOIN LATERAL (
    SELECT ${messageRecord({ fromSeq: 'm.from_seq' })} AS record FROM (
      SELECT y.*, m."fromSeq" AS from_seq FROM "Message" y
      WHERE y."roomId" = m."roomId" AND y."deletedAt" IS NULL AND ${visible('y.seq', 'm."fromSeq"')} ORDER BY y.seq DESC LIMIT 1
    ) m ${SENDER}
  ) x ON ${may('read', 'm')}`;
/** Who made the room `r`. */
const CREATOR = `JOIN LATERAL ${rowOf('User', 'r."createdById"')} c ON true`;

/** Rooms that one statement reads: each has its unread messages counted. */
const ROOMS_AT_ONCE = 500;
/** No room has an empty name. */
const BEFORE_ALL: RoomKey = { nameKey: '', id: '00000000-0000-0000-0000-000000000000' };

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

  /**
   * What holds for everybody in the room, if the person may change that now. True when it was changed.
   * Looks up Room_pkey and a membership by room and person.
   */
  async configure(id: string, userId: string, editWindowSeconds: number | null): Promise<boolean> {
    const rows = await this.database.query(
      'room-configure',
      `UPDATE "Room" r SET "editWindowSeconds" = $3::int
       WHERE r.id = $1 AND EXISTS ${memberWhoMay('configure', '$1', '$2')} RETURNING r.id`,
      [id, userId, editWindowSeconds],
    );
    return rows.length > 0;
  }

  async find(id: string, userId: string): Promise<Room | undefined> {
    const rows = await this.database.query<RoomRow>(
      'room-find',
      `SELECT ${COLUMNS}, x.record
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
   * The person's rooms, latest activity first, each with its last message. Walks RoomMembership_userId_roomId_idx. Somebody
   * with thousands of rooms gets them by several statements, so that none takes too long; by id, because the order
   * changes meanwhile.
   */
  async listOf(userId: string): Promise<Room[]> {
    const first = await this.database.query<RoomRow>(
      'rooms-mine',
      `SELECT ${COLUMNS}, x.record
       FROM (
         SELECT k.* FROM "RoomMembership" k JOIN LATERAL ${rowOf('Room', 'k."roomId"')} o ON true
         WHERE k."userId" = $1 ORDER BY o."lastMessageAt" DESC, o.id DESC LIMIT ${String(ROOMS_AT_ONCE)}
       ) m JOIN LATERAL ${rowOf('Room', 'm."roomId"')} r ON true ${CREATOR}
       ${UNREAD}
       ${LAST_MESSAGE}
       ORDER BY r."lastMessageAt" DESC, r.id DESC`,
      [userId],
    );
    if (first.length < ROOMS_AT_ONCE) return first.map(toRoom);
    const rows = [...first, ...(await this.othersOf(userId, new Set(first.map(({ id }) => id))))];
    return rows.sort(byActivity).map(toRoom);
  }

  private async othersOf(userId: string, known: ReadonlySet<string>): Promise<RoomRow[]> {
    const all = await this.database.query<{ id: string }>(
      'rooms-mine-ids',
      `SELECT "roomId" AS id FROM "RoomMembership" WHERE "userId" = $1`,
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
      `SELECT ${COLUMNS}, x.record
       FROM unnest($2::uuid[]) AS w (id) CROSS JOIN LATERAL ${membershipOf('w.id', '$1')} m
       JOIN LATERAL ${rowOf('Room', 'm."roomId"')} r ON true ${CREATOR}
       ${UNREAD}
       ${LAST_MESSAGE}`,
      [userId, ids],
    );
  }

  /**
   * The public rooms in which one can write, by name, a page from behind `after`. Walks Room_nameKey_idText_idx. What was
   * said stays with the members.
   */
  async discover({
    userId,
    search,
    after = BEFORE_ALL,
    limit,
  }: Discovery): Promise<{ room: Room; key: RoomKey }[]> {
    const rows = await this.database.query<RoomRow>(
      'rooms-discover',
      `SELECT ${COLUMNS}, NULL AS record
       FROM "Room" r ${CREATOR}
       LEFT JOIN LATERAL ${membershipOf('r.id', '$1')} m ON true
       ${UNREAD}
       WHERE r.kind = 'public' AND r."archivedAt" IS NULL AND ($2 = '' OR position($2 IN r."nameKey") > 0)
         AND (r."nameKey", r.id::text) > ($3, $4::uuid::text)
       ORDER BY r."nameKey", r.id::text LIMIT $5`,
      [userId, nameKey(search), after.nameKey, after.id, limit],
    );
    return rows.map((row) => ({ room: toRoom(row), key: { nameKey: row.nameKey, id: row.id } }));
  }
}

/** Latest activity first, as the database orders it. */
function byActivity(a: RoomRow, b: RoomRow): number {
  return b.lastMessageAt.getTime() - a.lastMessageAt.getTime() || (a.id < b.id ? 1 : -1);
}

function toRoom(row: RoomRow): Room {
  return {
    id: row.id,
    ...row.profile,
    createdAt: row.createdAt.toISOString(),
    createdBy: { id: row.creatorId, username: row.creatorName },
    memberCount: row.memberCount,
    lastSeq: safeInteger(row.lastSeq),
    ...(row.joinedAt && { joinedAt: row.joinedAt.toISOString() }),
    ...(row.lastSeenAt && { lastSeenAt: row.lastSeenAt.toISOString() }),
    ...(row.role !== null && { role: row.role }),
    ...(Number(row.fromSeq) > 0 && { fromSeq: Number(row.fromSeq) }),
    ...(row.lastReadSeq !== null && { lastReadSeq: safeInteger(row.lastReadSeq), unread: row.unread ?? 0 }),
    ...(row.record !== null && { lastMessage: recordToMessage(row.record) }),
  };
}
