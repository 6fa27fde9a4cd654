import { Injectable } from '@nestjs/common';
import type { Mentioned, MentionKind } from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { OrdinaryDatabase, rowOf } from '../prisma/index.js';
import { may, readsFrom, visible } from '../rooms/access/index.js';

/** Which part of what speaks to somebody. */
export interface MentionsQuery {
  /** The last message of the page before. */
  cursor?: string | undefined;
  limit: number;
}

/** SQL: behind the cursor, by others, and by nobody whom the reader has blocked. */
const OF_OTHERS = `($2::uuid IS NULL OR n."messageId" < $2) AND n."senderId" <> $1 AND NOT EXISTS (
    SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = $1 AND b."blockedId" = n."senderId")`;

/** Reads what speaks to people. */
@Injectable()
export class MentionsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /**
   * The newest first: ids of messages are given out in the order of time. Walks Mention_userId_messageId_idx, and of each
   * room of the person the end of RoomMention_pkey. All who are in a room are spoken to by what was said while they were.
   */
  async list(userId: string, { cursor, limit }: MentionsQuery): Promise<Mentioned[]> {
    const rows = await this.database.query<{ kind: MentionKind; record: string }>(
      'mentions-page',
      `WITH mine AS MATERIALIZED (
         SELECT k."roomId", k."joinedAt", ${readsFrom('k', 'r')} AS from_seq FROM "RoomMembership" k
         JOIN LATERAL ${rowOf('Room', 'k."roomId"')} r ON true WHERE k."userId" = $1::uuid AND ${may('read', 'k')}
       ), found AS (
         (SELECT n."messageId", n.kind, c.from_seq
          FROM "Mention" n JOIN mine c ON c."roomId" = n."roomId"
          WHERE n."userId" = $1 AND ${visible('n.seq', 'c.from_seq')} AND ${OF_OTHERS}
          ORDER BY n."messageId" DESC LIMIT $3)
         UNION ALL
         (SELECT e."messageId", e.kind, c.from_seq FROM mine c CROSS JOIN LATERAL (
            SELECT n."messageId", n.kind FROM "RoomMention" n
            CROSS JOIN LATERAL (SELECT x."createdAt" FROM "Message" x WHERE x.id = n."messageId" LIMIT 1) x
            WHERE n."roomId" = c."roomId" AND ${visible('n.seq', 'c.from_seq')} AND ${OF_OTHERS}
              AND (n.audience IS NULL AND x."createdAt" >= c."joinedAt" OR $1 = ANY (n.audience))
            ORDER BY n.seq DESC LIMIT $3
          ) e)
       ), newest AS (
         SELECT DISTINCT ON (f."messageId") f.* FROM found f
         ORDER BY f."messageId" DESC, array_position(ARRAY['person', 'keyword', 'here', 'all'], f.kind::text) LIMIT $3
       )
       SELECT w.kind, ${messageRecord({ id: '$1', fromSeq: 'w.from_seq' })} AS record FROM newest w
       CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = w."messageId" LIMIT 1) m ${SENDER}
       WHERE m."deletedAt" IS NULL ORDER BY w."messageId" DESC`,
      [userId, cursor ?? null, limit],
    );
    return rows.map(({ kind, record }) => ({ kind, message: recordToMessage(record) }));
  }
}
