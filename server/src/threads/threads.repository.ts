import { Injectable } from '@nestjs/common';
import { LIMITS, type Message, type NoticeLevel, type ThreadItem } from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { Database, rowOf, safeInteger } from '../prisma/index.js';
import { threadIsReadTo, unreadRepliesOf, unreadThreadMentionsOf } from '../reads/index.js';
import { toThreadMentions } from './thread-mentions.js';
import { memberWhoMay, readsFrom, visible } from '../rooms/access/index.js';

/** Where a page of a thread is. */
export interface ThreadPlace {
  roomId: string;
  rootId: string;
  readerId: string;
}

interface ItemRow {
  record: string;
  isFollowing: boolean | null;
  level: NoticeLevel | null;
  lastReadSeq: string | null;
  unread: number;
  mentions: string[];
}

const ROOT = '(SELECT * FROM "Message" x WHERE x.id = t."rootId" LIMIT 1)';
const FOLLOW = '(SELECT * FROM "ThreadFollow" x WHERE x."rootId" = m.id AND x."userId" = $1 LIMIT 1)';
/** A thread `f` may be without a row: then nothing of it is read but what was said of the room. */
const READ_TO = `coalesce(${threadIsReadTo('k')}, k."threadsReadSeq")`;
/** Of the person $1, with the membership `k`, its room `o`, the root `m` and perhaps a row `f`. */
const ITEM = `${messageRecord({ id: '$1', fromSeq: readsFrom('k', 'o') })} AS record, f."isFollowing", f.level, ${READ_TO} AS "lastReadSeq", n.unread,
  ${unreadThreadMentionsOf('k', { rootId: 'm.id', readTo: READ_TO, unread: 'n.unread' })} AS mentions`;
const UNREAD = `CROSS JOIN LATERAL (${unreadRepliesOf('k', 'm.id', READ_TO)}) n`;

/** What is said in threads. Replies are walked on Message_threadId_seq_idx. */
@Injectable()
export class ThreadsRepository {
  constructor(private readonly database: Database) {}

  /** The threads that somebody follows, of all rooms, the one with the last reply first. Walks ThreadFollow_userId_roomId_idx. */
  async followed(userId: string, isUnreadOnly: boolean): Promise<ThreadItem[]> {
    const rows = await this.database.query<ItemRow>(
      'threads-followed',
      `SELECT ${ITEM} FROM "ThreadFollow" f
       CROSS JOIN LATERAL (SELECT * FROM "Thread" x WHERE x."rootId" = f."rootId" LIMIT 1) t
       CROSS JOIN LATERAL ${memberWhoMay('read', 'f."roomId"', '$1::uuid')} k
       CROSS JOIN LATERAL ${rowOf('Room', 'k."roomId"')} o
       CROSS JOIN LATERAL ${ROOT} m ${SENDER}
       ${UNREAD}
       WHERE f."userId" = $1 AND f."isFollowing" AND ${visible('m.seq', readsFrom('k', 'o'))} AND (NOT $2 OR n.unread > 0)
       ORDER BY t."lastReplyAt" DESC, t."rootId" LIMIT $3`,
      [userId, isUnreadOnly, LIMITS.threadsListed],
    );
    return rows.map(toItem);
  }

  /** The threads of a room, the one with the last reply first. Walks Thread_roomId_lastReplySeq_idx. */
  async ofRoom(roomId: string, readerId: string): Promise<ThreadItem[]> {
    const rows = await this.database.query<ItemRow>(
      'threads-of-room',
      `SELECT ${ITEM} FROM ${memberWhoMay('read', '$2::uuid', '$1::uuid')} k
       CROSS JOIN LATERAL ${rowOf('Room', 'k."roomId"')} o
       CROSS JOIN LATERAL (
         SELECT * FROM "Thread" x WHERE x."roomId" = k."roomId" ORDER BY x."lastReplySeq" DESC LIMIT $3
       ) t
       CROSS JOIN LATERAL ${ROOT} m ${SENDER}
       LEFT JOIN LATERAL ${FOLLOW} f ON true
       ${UNREAD}
       WHERE ${visible('m.seq', readsFrom('k', 'o'))} ORDER BY t."lastReplySeq" DESC`,
      [readerId, roomId, LIMITS.threadsListed],
    );
    return rows.map(toItem);
  }

  /** A thread as somebody sees it, and be it empty; undefined where it is not there for them. */
  async find({ roomId, rootId, readerId }: ThreadPlace): Promise<ThreadItem | undefined> {
    const [row] = await this.database.query<ItemRow>(
      'thread-by-root',
      `SELECT ${ITEM} FROM ${memberWhoMay('read', '$2::uuid', '$1::uuid')} k
       CROSS JOIN LATERAL ${rowOf('Room', 'k."roomId"')} o
       CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = $3 LIMIT 1) m ${SENDER}
       LEFT JOIN LATERAL ${FOLLOW} f ON true
       ${UNREAD}
       WHERE m."roomId" IS NOT DISTINCT FROM $2::uuid AND m."threadId" IS NULL AND ${visible('m.seq', readsFrom('k', 'o'))}`,
      [readerId, roomId, rootId],
    );
    return row && toItem(row);
  }

  /** The last replies before a seq, the oldest first. Rights were looked at: whoever reads the root reads what follows it. */
  async replies({ rootId, readerId }: ThreadPlace, before: number, limit: number): Promise<Message[]> {
    const rows = await this.database.query<{ record: string }>(
      'thread-replies',
      `SELECT ${messageRecord({ id: '$4', fromSeq: 'k."fromSeq"' })} AS record FROM (
         SELECT * FROM "Message" x WHERE x."threadId" = $1 AND x.seq < $2 ORDER BY x.seq DESC LIMIT $3
       ) m ${SENDER}
       CROSS JOIN LATERAL ${memberWhoMay('read', 'm."roomId"', '$4::uuid')} k ORDER BY m.seq`,
      [rootId, before, limit, readerId],
    );
    return rows.map(({ record }) => recordToMessage(record));
  }
}

function toItem({ record, isFollowing, level, lastReadSeq, unread, mentions }: ItemRow): ThreadItem {
  const root = recordToMessage(record);
  return {
    roomId: root.roomId,
    root,
    isFollowing: isFollowing ?? false,
    ...(level && { level }),
    lastReadSeq: safeInteger(lastReadSeq ?? '0'),
    unread,
    ...toThreadMentions(mentions),
  };
}
