import { Injectable } from '@nestjs/common';
import type { NoticeLevel, ThreadState, UserRef } from '@chatket/contract';
import { Database, rowOf, safeInteger } from '../prisma/index.js';
import { threadIsReadTo, unreadRepliesOf, unreadThreadMentionsOf, unreadThreadsOf } from '../reads/index.js';
import { toThreadMentions } from './thread-mentions.js';
import { memberWhoMay, readsFrom, visible } from '../rooms/access/index.js';

/** Whose state in which thread. */
export interface ThreadOfPerson {
  roomId: string;
  rootId: string;
  actor: UserRef;
}

/** With how many threads of the room have something unread, now. */
export type StoredThreadState = ThreadState & { unreadThreads: number };

/**
 * The thread $2 of the room $1 as the person $3 may read it, one row `k`, `head` or none. A reply is no root; what has no
 * replies yet may be followed. The room is compared so that only Message_pkey can find the message.
 */
const PLACE = `place AS (
    SELECT k."roomId", k."userId", k."threadsReadSeq", x.id AS root_id, o."lastSeq" AS head
    FROM ${memberWhoMay('read', '$1::uuid', '$3::uuid')} k
    CROSS JOIN LATERAL ${rowOf('Room', 'k."roomId"')} o
    CROSS JOIN LATERAL (SELECT * FROM "Message" y WHERE y.id = $2::uuid LIMIT 1) x
    WHERE x."roomId" IS NOT DISTINCT FROM $1::uuid AND x."threadId" IS NULL
      AND ${visible('x.seq', readsFrom('k', 'o'))}
  )`;

/** Positions in threads, and who follows them. Counters are read after the write, by a statement of their own. */
@Injectable()
export class ThreadStateRepository {
  constructor(private readonly database: Database) {}

  /** Moves a person's position in a thread forward, at most to the head; undefined where it is not there for them. */
  async advance(thread: ThreadOfPerson, seq: number): Promise<StoredThreadState | undefined> {
    return this.write(
      'thread-advance',
      thread,
      `SELECT root_id, "userId", "roomId", least($4::bigint, head), false, 'read', NULL FROM place
       ON CONFLICT ("rootId", "userId") DO UPDATE SET "lastReadSeq" = greatest(f."lastReadSeq", excluded."lastReadSeq")`,
      seq,
    );
  }

  /**
   * Whoever begins to follow by hand has seen what is there.
   * @param level null: none of its own. Left out, it stays while they follow.
   */
  async follow(
    thread: ThreadOfPerson,
    isOn: boolean,
    level?: NoticeLevel | null,
  ): Promise<StoredThreadState | undefined> {
    return this.write(
      'thread-follow',
      thread,
      `SELECT root_id, "userId", "roomId", CASE WHEN $4::boolean THEN head ELSE 0 END, $4::boolean, 'hand',
         CASE WHEN $4::boolean THEN $5::text END FROM place
       ON CONFLICT ("rootId", "userId") DO UPDATE SET "isFollowing" = $4::boolean, why = 'hand',
         "lastReadSeq" = CASE WHEN $4::boolean AND NOT f."isFollowing"
           THEN greatest(f."lastReadSeq", excluded."lastReadSeq") ELSE f."lastReadSeq" END,
         level = CASE WHEN $4::boolean AND $6::boolean THEN f.level ELSE excluded.level END`,
      isOn,
      level ?? null,
      level === undefined,
    );
  }

  private async write(
    name: string,
    { roomId, rootId, actor }: ThreadOfPerson,
    rows: string,
    ...values: (number | boolean | string | null)[]
  ): Promise<StoredThreadState | undefined> {
    const written = await this.database.query(
      name,
      `WITH ${PLACE} INSERT INTO "ThreadFollow" AS f ("rootId", "userId", "roomId", "lastReadSeq", "isFollowing", why, level)
       ${rows} RETURNING f."rootId"`,
      [roomId, rootId, actor.id, ...values],
    );
    if (written.length === 0) return undefined;
    const [row] = await this.database.query<{
      isFollowing: boolean;
      level: NoticeLevel | null;
      lastReadSeq: string;
      unread: number;
      mentions: string[];
      unreadThreads: number;
    }>(
      'thread-state',
      `SELECT f."isFollowing", f.level, ${threadIsReadTo('m')} AS "lastReadSeq", n.unread,
         ${unreadThreadMentionsOf('m', { rootId: 'f."rootId"', readTo: threadIsReadTo('m'), unread: 'n.unread' })} AS mentions,
         w."unreadThreads"
       FROM "ThreadFollow" f CROSS JOIN LATERAL ${memberWhoMay('read', 'f."roomId"', 'f."userId"')} m
       CROSS JOIN LATERAL (${unreadRepliesOf('m', 'f."rootId"', threadIsReadTo('m'))}) n
       CROSS JOIN LATERAL (${unreadThreadsOf('m')}) w
       WHERE f."rootId" = $1 AND f."userId" = $2`,
      [rootId, actor.id],
    );
    if (!row) return undefined;
    const { level, lastReadSeq, mentions, ...state } = row;
    return {
      ...state,
      ...(level && { level }),
      ...toThreadMentions(mentions),
      lastReadSeq: safeInteger(lastReadSeq),
    };
  }
}
