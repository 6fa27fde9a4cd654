import type { RequestState, Room, RoomMute, RoomProfile, UserRef } from '@chatket/contract';
import { recordToMessage } from '../chat/message/index.js';
import { rowOf, safeInteger } from '../prisma/index.js';
import { mentionsUnreadOf, unreadOf, unreadThreadsOf } from '../reads/index.js';
import { may } from './access/index.js';
import { peopleOf, roomProfile } from './profile/index.js';

/** A room as one person sees it, as statements read it. */
export interface RoomRow {
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
  readVersion: number | null;
  unread: number | null;
  unreadThreads: number | null;
  /** By their seqs. */
  mentions: string[] | null;
  fromSeq: string | null;
  /** The last message. */
  record: string | null;
  role: number | null;
  /** Of a mute that is not over. */
  mutedUntil: Date | null;
  profile: RoomProfile;
  /** What became of asking to come in; where it is read, and there is anything to tell. */
  request?: RequestState | null;
  /** The others of a room that is its people. */
  people: UserRef[] | null;
}

/** @param userId SQL: whose view of the rooms it is */
export const columnsFor = (userId: string) => `
  r.id, r."nameKey", r."createdAt", c.id AS "creatorId", c.username AS "creatorName", r."memberCount",
  r."lastMessageAt", r."lastSeq", ${roomProfile('r')} AS profile, m."joinedAt", m."lastSeenAt", m."lastReadSeq", m."readVersion", m."fromSeq", m.role,
  CASE WHEN isfinite(m."mutedUntil") AND m."mutedUntil" > clock_timestamp() THEN m."mutedUntil" END AS "mutedUntil",
  n.unread, q.mentions, threads."unreadThreads", ${peopleOf('r', userId)} AS people`;
/** A person's unread messages in the room of the membership `m`, and those of them that speak to them; and its threads. */
export const UNREAD = `LEFT JOIN LATERAL (${unreadOf('m')}) n ON ${may('read', 'm')}
  LEFT JOIN LATERAL (${mentionsUnreadOf('m')}) q ON ${may('read', 'm')}
  LEFT JOIN LATERAL (${unreadThreadsOf('m')}) threads ON ${may('read', 'm')}`;
/** SQL: what became of the asking of somebody whose membership in the room `r` would be `m`. Looks up JoinRequest_pkey. */
export const requestOf = (userId: string) => `CASE WHEN m.role IS NULL AND r."joinBy" IS NOT NULL THEN (
  SELECT CASE WHEN w."refusedAt" IS NULL THEN 'waiting'
    WHEN w."refusedAt" > clock_timestamp() - interval '1 day' THEN 'refused' END
  FROM "JoinRequest" w WHERE w."roomId" = r.id AND w."userId" = ${userId}
) END AS request`;
/** Who made the room `r`. */
export const CREATOR = `JOIN LATERAL ${rowOf('User', 'r."createdById"')} c ON true`;

/** Who is there beside oneself; notes to oneself are made by oneself. */
function nameOf({ creatorName }: RoomRow, people: readonly UserRef[]): string {
  return people.map(({ username }) => username).join(', ') || creatorName;
}

export function toRoom(row: RoomRow): Room {
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
    ...(row.request && { request: row.request }),
    ...(row.mutedUntil && { mute: muteOf(row.mutedUntil) }),
    ...(Number(row.fromSeq) > 0 && { fromSeq: Number(row.fromSeq) }),
    ...(row.lastReadSeq !== null && { lastReadSeq: safeInteger(row.lastReadSeq), unread: row.unread ?? 0 }),
    ...(row.unreadThreads && { unreadThreads: row.unreadThreads }),
    ...(row.readVersion && { readVersion: row.readVersion }),
    ...(row.mentions && toMentions(row.mentions)),
    ...(row.record !== null && { lastMessage: recordToMessage(row.record) }),
  };
}

function toMentions(seqs: readonly string[]): Pick<Room, 'mentions' | 'mentionedAt'> {
  return { mentions: seqs.length, ...(seqs.length > 0 && { mentionedAt: seqs.map(Number) }) };
}

function muteOf(until: Date): RoomMute {
  return { until: until.toISOString(), forMs: Math.max(0, until.getTime() - Date.now()) };
}
