import { Inject, Injectable } from '@nestjs/common';
import {
  type Room,
  type RoomKind,
  type RoomProfile,
  type RoomSort,
  ROLES,
  type UserRef,
} from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { NAME_FOLD, nameKey } from './room-name.js';
import { membershipOf, OrdinaryDatabase, rowOf, safeInteger, type Statements } from '../prisma/index.js';
import { unreadOf } from '../reads/index.js';
import { may, visible } from './access/index.js';
import { isShown, peopleOf, roomProfile } from './profile/index.js';

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
  /** The others of a room that is its people. */
  people: UserRef[] | null;
}

export interface NewRoom {
  id: string;
  name: string;
  creator: UserRef;
  kind?: RoomKind;
  topic?: string | undefined;
}

export interface RoomKey {
  /** The folded name or, by activity, the hour of the last message: ISO 8601, UTC. */
  nameKey: string;
  id: string;
}

export interface Discovery {
  userId: string;
  search: string;
  sort?: RoomSort;
  after?: RoomKey | undefined;
  limit: number;
}

/** A room of the discovery list, with the place that it has there. */
export interface FoundRoom {
  room: Room;
  key: RoomKey;
}

/** @param userId SQL: whose view of the rooms it is */
const columnsFor = (userId: string) => `
  r.id, r."nameKey", r."createdAt", c.id AS "creatorId", c.username AS "creatorName", r."memberCount",
  r."lastMessageAt", r."lastSeq", ${roomProfile('r')} AS profile, m."joinedAt", m."lastSeenAt", m."lastReadSeq", m."fromSeq", m.role,
  n.unread, ${peopleOf('r', userId)} AS people`;
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

/** Where a page of the discovery list begins: rooms `r` that the person $1 finds by the name $2. */
const DISCOVERED = `SELECT ${columnsFor('$1')}, NULL AS record
       FROM "Room" r ${CREATOR}
       LEFT JOIN LATERAL ${membershipOf('r.id', '$1')} m ON true
       ${UNREAD}
       WHERE r.kind = 'public' AND r."archivedAt" IS NULL AND ($2 = '' OR position($2 IN r."nameKey") > 0)`;

/** Rooms that one statement reads: each has its unread messages counted. */
const ROOMS_AT_ONCE = 500;
/** Only rooms that are named by their people have an empty name: they lie before all others. */
const BEFORE_ALL: RoomKey = { nameKey: '', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
/** Nothing was said as late as that. */
const LATEST: RoomKey = { nameKey: '9999-12-31T23:00:00.000Z', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

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
      `SELECT ${columnsFor('$2')}, x.record
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

  /** The public rooms in which one can write, a page from behind `after`. What was said stays with the members. */
  discover({ sort = 'name', ...discovery }: Discovery): Promise<FoundRoom[]> {
    return sort === 'name' ? this.discoverByName(discovery) : this.discoverByActivity(discovery);
  }

  /** Walks Room_nameKey_idText_idx. */
  private async discoverByName({
    userId,
    search,
    after = BEFORE_ALL,
    limit,
  }: Discovery): Promise<FoundRoom[]> {
    const rows = await this.database.query<RoomRow>(
      'rooms-discover',
      `${DISCOVERED}
         AND (r."nameKey", r.id::text) > ($3, $4::uuid::text)
       ORDER BY r."nameKey", r.id::text LIMIT $5`,
      [userId, nameKey(search), after.nameKey, after.id, limit],
    );
    return rows.map((row) => found(row, row.nameKey));
  }

  /** Latest first, by the hour. Walks Room_activeHour_idText_idx. */
  private async discoverByActivity({
    userId,
    search,
    after = LATEST,
    limit,
  }: Discovery): Promise<FoundRoom[]> {
    const rows = await this.database.query<RoomRow>(
      'rooms-discover-by-activity',
      `${DISCOVERED}
         AND (r."activeHour", r.id::text) < ($3::timestamptz AT TIME ZONE 'UTC', $4::uuid::text)
       ORDER BY r."activeHour" DESC, r.id::text DESC LIMIT $5`,
      [userId, nameKey(search), after.nameKey, after.id, limit],
    );
    return rows.map((row) => found(row, hourOf(row.lastMessageAt)));
  }
}

function found(row: RoomRow, key: string): FoundRoom {
  const room = { ...toRoom(row), activeAt: row.lastMessageAt.toISOString() };
  return { room, key: { nameKey: key, id: row.id } };
}

const hourOf = (at: Date) => `${at.toISOString().slice(0, 13)}:00:00.000Z`;

/** Latest activity first, as the database orders it. */
function byActivity(a: RoomRow, b: RoomRow): number {
  return b.lastMessageAt.getTime() - a.lastMessageAt.getTime() || (a.id < b.id ? 1 : -1);
}

/** Who is there beside oneself; notes to oneself are made by oneself. */
function nameOf({ creatorName }: RoomRow, people: readonly UserRef[]): string {
  return people.map(({ username }) => username).join(', ') || creatorName;
}

function toRoom(row: RoomRow): Room {
  return {
    id: row.id,
    ...row.profile,
    ...(row.people && { name: nameOf(row, row.people), people: row.people }),
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
