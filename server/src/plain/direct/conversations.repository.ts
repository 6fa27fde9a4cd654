import { Injectable } from '@nestjs/common';
import type { DirectConversationSummary } from '@chatket/contract';
import { isoTime, OrdinaryDatabase, rowOf, safeInteger, userRefOf } from '../../prisma/index.js';
import { unreadOf } from '../../reads/index.js';
import { isShown } from '../../rooms/profile/index.js';

/** Nobody has a list of more: those in which something was said latest. */
const CONVERSATIONS_MAX = 500;

/** One of the two people of a direct room, or the only one. */
export interface Party {
  id: string;
  username: string;
  /** Up to where they have read, and when what stands there was written; undefined where nothing does. */
  readSeq: number;
  readAt: string | undefined;
}

export interface Conversation {
  createdAt: string;
  updatedAt: string;
  parties: Party[];
}

interface PartyRow {
  id: string;
  username: string;
  readSeq: string;
  readAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** SQL: when what stands at `seq` of a room, or last before it, was written. Walks Message_roomId_seq_key. */
const writtenAt = (roomId: string, seq: string) =>
  `(SELECT ${isoTime('s."createdAt"')} FROM "Message" s WHERE s."roomId" = ${roomId} AND s.seq <= ${seq}
    ORDER BY s.seq DESC LIMIT 1)`;

/** Direct rooms as plain clients list them. */
@Injectable()
export class ConversationsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** A direct room with its people; undefined for any other room, and where there is none. */
  async find(roomId: string): Promise<Conversation | undefined> {
    const rows = await this.database.query<PartyRow>(
      'plain-conversation',
      `SELECT u.id, u.username, k."lastReadSeq" AS "readSeq", ${writtenAt('r.id', 'k."lastReadSeq"')} AS "readAt",
         ${isoTime('r."createdAt"')} AS "createdAt",
         coalesce(${writtenAt('r.id', 'r."lastSeq"')}, ${isoTime('r."createdAt"')}) AS "updatedAt"
       FROM "Room" r
       JOIN "RoomMembership" k ON k."roomId" >= r.id AND k."roomId" <= r.id
       JOIN LATERAL ${rowOf('User', 'k."userId"')} u ON true
       WHERE r.id = $1 AND r.kind = 'direct'`,
      [roomId],
    );
    const [first] = rows;
    return (
      first && {
        createdAt: first.createdAt,
        updatedAt: first.updatedAt,
        parties: rows.map(({ id, username, readSeq, readAt }) => ({
          id,
          username,
          readSeq: safeInteger(readSeq),
          readAt: readAt ?? undefined,
        })),
      }
    );
  }

  /** Somebody's direct rooms, the latest first, with what was last said in each and not deleted. */
  async listOf(userId: string): Promise<DirectConversationSummary[]> {
    const rows = await this.database.query<{ summary: DirectConversationSummary }>(
      'plain-conversations',
      `SELECT json_build_object('id', r.id, 'otherUser', ${userRefOf('coalesce(k."userId", m."userId")')},
         'lastMessage', CASE WHEN l.id IS NOT NULL THEN json_strip_nulls(json_build_object(
           'id', l.id, 'text', l.text, 'createdAt', ${isoTime('l."createdAt"')}, 'senderId', l."senderId",
           'readAt', CASE WHEN l.seq <= reader.seq THEN ${writtenAt('r.id', 'reader.seq')} END)) END,
         'unreadCount', n.unread) AS summary
       FROM "RoomMembership" m
       JOIN LATERAL ${rowOf('Room', 'm."roomId"')} r ON r.kind = 'direct'
       LEFT JOIN LATERAL (
         SELECT o."userId", o."lastReadSeq" FROM "RoomMembership" o
         WHERE o."roomId" >= r.id AND o."roomId" <= r.id AND o."userId" <> m."userId" LIMIT 1
       ) k ON true
       LEFT JOIN LATERAL (
         SELECT s.* FROM "Message" s WHERE s."roomId" = r.id AND s."deletedAt" IS NULL ORDER BY s.seq DESC LIMIT 1
       ) l ON true
       CROSS JOIN LATERAL (
         SELECT CASE WHEN l."senderId" = m."userId" THEN coalesce(k."lastReadSeq", m."lastReadSeq")
           ELSE m."lastReadSeq" END AS seq
       ) reader
       CROSS JOIN LATERAL (${unreadOf('m')}) n
       WHERE m."userId" = $1 AND ${isShown('m')}
       ORDER BY coalesce(l."createdAt", r."createdAt") DESC, r.id LIMIT ${String(CONVERSATIONS_MAX)}`,
      [userId],
    );
    return rows.map(({ summary }) => summary);
  }

  /** How much somebody has not read in all direct rooms of theirs; of each at most what unread messages are counted to. */
  async unreadOf(userId: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'plain-conversations-unread',
      `SELECT coalesce(sum(n.unread), 0)::int AS count
       FROM "RoomMembership" m
       JOIN LATERAL ${rowOf('Room', 'm."roomId"')} r ON r.kind = 'direct'
       CROSS JOIN LATERAL (${unreadOf('m')}) n
       WHERE m."userId" = $1`,
      [userId],
    );
    return row?.count ?? 0;
  }
}
