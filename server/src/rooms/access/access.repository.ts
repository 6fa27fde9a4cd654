import { Injectable } from '@nestjs/common';
import type { RoomKind } from '@chatket/contract';
import { Database, membershipOf, rowOf, safeInteger } from '../../prisma/index.js';
import { memberWhoMay } from './may.js';
import { readsFrom } from './visible.js';

/** A person who wants to know how far some rooms have come. */
export interface RoomReader {
  userId: string;
  roomIds: readonly string[];
}

/** What a person is in a room that is there, and what the room lets people do; the facts of the contract's `decide`. */
export interface Standing {
  /** Null for somebody who is not a member. */
  role: number | null;
  kind: RoomKind;
  isBanned: boolean;
  isArchived: boolean;
  /** Whoever comes by themselves has to ask. */
  isByRequest: boolean;
  postGate: number;
  replyGate: number;
  inviteGate: number;
  isMuted: boolean;
  isSlowed: boolean;
  /** Those who run the server have taken their word, in all rooms. */
  isSilenced: boolean;
  /** The other of a direct room takes no messages of theirs. */
  isBarred: boolean;
  /** It is in raid mode, by itself or with the whole server, in which they are new. */
  isRaid: boolean;
  isNewcomer: boolean;
  /** The end of a mute and of the wait in slow mode, where there is one. */
  mutedUntil: Date | null;
  slowUntil: Date | null;
  /** For how long messages of the room may be edited; null for ever. */
  editWindowSeconds: number | null;
  /** Nothing up to this seq is theirs to read. */
  fromSeq: number;
}

/** What of a room's log is somebody's to read: what stands behind `fromSeq`, up to the head. */
export interface ReadableRange {
  headSeq: number;
  fromSeq: number;
}

interface StandingRow extends Omit<Standing, 'fromSeq'> {
  fromSeq: string;
}

/** What the gatekeeper has to know of rooms and memberships. */
@Injectable()
export class AccessRepository {
  constructor(private readonly database: Database) {}

  /** Undefined when there is no such room. Looks up Room_pkey, User_pkey, a membership and a ban by room and person. */
  async standing(roomId: string, userId: string): Promise<Standing | undefined> {
    const [row] = await this.database.query<StandingRow>(
      'room-standing',
      `SELECT m.role, r.kind, r."archivedAt" IS NOT NULL AS "isArchived",
         room_asks(r) AS "isByRequest", r."postGate", r."replyGate", r."inviteGate",
         coalesce(m."mutedUntil" > clock_timestamp() AND isfinite(m."mutedUntil"), false) AS "isMuted",
         coalesce(NOT isfinite(m."mutedUntil"), false) AS "isBarred", coalesce(s.until IS NOT NULL, false) AS "isSilenced",
         coalesce(s.until, nullif(m."mutedUntil", 'infinity')) AS "mutedUntil",
         coalesce(m."slowUntil" > clock_timestamp() AND r."slowSeconds" > 0, false) AS "isSlowed", m."slowUntil",
         r."raidSince" IS NOT NULL OR server.since IS NOT NULL AS "isRaid",
         CASE WHEN r."raidSince" IS NULL THEN false ELSE is_raid_newcomer(r."raidSince", m."joinedAt", $2) END
           OR CASE WHEN server.since IS NULL THEN false ELSE is_server_newcomer(server.since, $2) END AS "isNewcomer",
         r."editWindowSeconds", ${readsFrom('m', 'r')} AS "fromSeq", m.role IS NULL AND EXISTS (
           SELECT 1 FROM "RoomBan" b WHERE b."roomId" = r.id AND b."userId" = $2
             AND coalesce(b.until > clock_timestamp(), true)) AS "isBanned"
       FROM "Room" r
       LEFT JOIN LATERAL ${membershipOf('r.id', '$2')} m ON true
       LEFT JOIN LATERAL (
         SELECT u."mutedUntil" AS until FROM ${rowOf('User', '$2')} u WHERE u."mutedUntil" > clock_timestamp()
       ) s ON true
       LEFT JOIN LATERAL (SELECT x.since FROM "ServerRaid" x WHERE x.id = 1) server ON true
       WHERE r.id = $1`,
      [roomId, userId],
    );
    return row && { ...row, fromSeq: safeInteger(row.fromSeq) };
  }

  /** For each reader how far those of their rooms go that they may read, all in one statement. */
  async ranges(readers: readonly RoomReader[]): Promise<Map<string, ReadableRange>[]> {
    const wanted = readers.flatMap(({ userId, roomIds }, reader) =>
      roomIds.map((roomId) => ({ reader, userId, roomId })),
    );
    const rows = await this.database.query<{ reader: number; id: string; lastSeq: string; fromSeq: string }>(
      'heads-of-rooms',
      `SELECT w.reader, r.id, r."lastSeq", ${readsFrom('member', 'r')} AS "fromSeq"
       FROM unnest($1::int[], $2::uuid[], $3::uuid[]) AS w (reader, user_id, room_id)
       CROSS JOIN LATERAL ${memberWhoMay('read', 'w.room_id', 'w.user_id')} member
       CROSS JOIN LATERAL ${rowOf('Room', 'w.room_id')} r`,
      [
        wanted.map(({ reader }) => reader),
        wanted.map(({ userId }) => userId),
        wanted.map(({ roomId }) => roomId),
      ],
    );
    const ranges = readers.map(() => new Map<string, ReadableRange>());
    for (const { reader, id, lastSeq, fromSeq } of rows)
      ranges[reader]?.set(id, { headSeq: safeInteger(lastSeq), fromSeq: safeInteger(fromSeq) });
    return ranges;
  }
}
