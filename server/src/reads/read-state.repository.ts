import { Injectable } from '@nestjs/common';
import type { RoomRead, RoomReadState, RoomUnread } from '@chatket/contract';
import { Database, rowOf, safeInteger } from '../prisma/index.js';
import { may } from '../rooms/access/index.js';
import { unreadOf } from './unread.js';
import { unreadThreadsOf } from './unread-threads.js';

interface ReadRow {
  roomId: string;
  lastReadSeq: string;
  readVersion: number;
  unread: number;
  unreadThreads: number;
}

const MOVED = 'm."roomId", m."userId", m."lastReadSeq", m."readVersion", m."fromSeq", m."threadsReadSeq"';
const STATES = `SELECT m."roomId", m."lastReadSeq", m."readVersion", n.unread, w."unreadThreads"
  FROM moved m, LATERAL (${unreadOf('m')}) n, LATERAL (${unreadThreadsOf('m')}) w`;

/** Up to where people have read. */
@Injectable()
export class ReadStateRepository {
  constructor(private readonly database: Database) {}

  /**
   * Moves a person's positions forward, at most to the heads; what was read under an older version moves nothing. Rooms
   * that they may not read are left out. Their rows are locked in one order, so that two devices cannot hold up each
   * other; each is looked up by its key. With `threads` their threads are read up to there, too, whatever the version is.
   */
  async advance(userId: string, reads: readonly RoomRead[]): Promise<RoomReadState[]> {
    const asked = [...new Map(reads.map((read) => [read.roomId, read])).values()];
    const rows = await this.database.query<ReadRow>(
      'read-state-advance',
      `WITH locked AS MATERIALIZED (
         SELECT k."roomId", least(q.seq, r."lastSeq") AS seq, q.version, q.threads
         FROM unnest($2::uuid[], $3::bigint[], $4::int[], $5::boolean[]) AS q("roomId", seq, version, threads)
         JOIN "RoomMembership" k ON k."roomId" = q."roomId" AND k."userId" = $1
         CROSS JOIN LATERAL ${rowOf('Room', 'q."roomId"')} r
         WHERE ${may('read', 'k')} ORDER BY k."roomId" FOR NO KEY UPDATE OF k
       ), moved AS (
         UPDATE "RoomMembership" m SET "lastReadSeq" =
           CASE WHEN coalesce(l.version, m."readVersion") < m."readVersion" THEN m."lastReadSeq"
             ELSE greatest(m."lastReadSeq", l.seq) END,
           "threadsReadSeq" = CASE WHEN l.threads THEN greatest(m."threadsReadSeq", l.seq) ELSE m."threadsReadSeq" END
         FROM locked l WHERE m."roomId" = l."roomId" AND m."userId" = $1
         RETURNING ${MOVED}
       )
       ${STATES}`,
      [
        userId,
        asked.map(({ roomId }) => roomId),
        asked.map(({ seq }) => seq),
        asked.map(({ version }) => version ?? null),
        asked.map(({ threads }) => threads ?? false),
      ],
    );
    return rows.map(toState);
  }

  /**
   * The message with this seq is the first that is unread. Under a version it is done once: whoever has gone back under it
   * already, also on another device, is told where they are. Undefined for somebody who may not read.
   */
  async goBack(
    roomId: string,
    userId: string,
    { seq, version }: Pick<RoomUnread, 'seq' | 'version'>,
  ): Promise<RoomReadState | undefined> {
    const [row] = await this.database.query<ReadRow>(
      'read-state-go-back',
      `WITH moved AS (
         UPDATE "RoomMembership" m SET
           "lastReadSeq" = CASE WHEN $4 <= m."readVersion" THEN m."lastReadSeq" ELSE least($3::bigint - 1, r."lastSeq") END,
           "readVersion" = greatest(m."readVersion", coalesce($4::int, m."readVersion" + 1))
         FROM "Room" r WHERE r.id = m."roomId" AND m."roomId" = $1 AND m."userId" = $2 AND ${may('read', 'm')}
         RETURNING ${MOVED}
       )
       ${STATES}`,
      [roomId, userId, seq, version ?? null],
    );
    return row && toState(row);
  }
}

function toState({ roomId, lastReadSeq, readVersion, unread, unreadThreads }: ReadRow): RoomReadState {
  return {
    roomId,
    lastReadSeq: safeInteger(lastReadSeq),
    unread,
    ...(readVersion > 0 && { version: readVersion }),
    ...(unreadThreads > 0 && { unreadThreads }),
  };
}
