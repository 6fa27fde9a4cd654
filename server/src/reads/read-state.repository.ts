import { Injectable } from '@nestjs/common';
import type { ReadState } from '@chatket/contract';
import { Database, safeInteger } from '../prisma/index.js';
import { may } from '../rooms/access/index.js';
import { unreadOf } from './unread.js';
import { unreadThreadsOf } from './unread-threads.js';

/** Whose position in which room goes where. */
interface Advance {
  roomId: string;
  userId: string;
  seq: number;
  /** Its threads are read up to there, too. */
  threads: boolean;
}

/** Up to where people have read. */
@Injectable()
export class ReadStateRepository {
  constructor(private readonly database: Database) {}

  /** Moves a person's position forward, at most to the head; undefined for somebody who may not read. */
  async advance({ roomId, userId, seq, threads }: Advance): Promise<ReadState | undefined> {
    const [row] = await this.database.query<{
      lastReadSeq: string;
      unread: number;
      unreadThreads: number;
    }>(
      'read-state-advance',
      `WITH moved AS (
         UPDATE "RoomMembership" m SET "lastReadSeq" = greatest(m."lastReadSeq", least($3, r."lastSeq")),
           "threadsReadSeq" = CASE WHEN $4 THEN greatest(m."threadsReadSeq", least($3, r."lastSeq"))
             ELSE m."threadsReadSeq" END
         FROM "Room" r WHERE r.id = m."roomId" AND m."roomId" = $1 AND m."userId" = $2 AND ${may('read', 'm')}
         RETURNING m."roomId", m."userId", m."lastReadSeq", m."fromSeq", m."threadsReadSeq"
       )
       SELECT m."lastReadSeq", n.unread, w."unreadThreads" FROM moved m, LATERAL (
         ${unreadOf('m')}
       ) n, LATERAL (${unreadThreadsOf('m')}) w`,
      [roomId, userId, seq, threads],
    );
    if (!row) return undefined;
    const { unread, unreadThreads } = row;
    return {
      lastReadSeq: safeInteger(row.lastReadSeq),
      unread,
      ...(unreadThreads > 0 && { unreadThreads }),
    };
  }
}
