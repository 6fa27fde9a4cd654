import { Injectable } from '@nestjs/common';
import type { NoticeCause, RoomKind } from '@chatket/contract';
import { CALLED, FILE_NAMES, type Written } from '../chat/message/index.js';
import { OrdinaryDatabase, rowOf, safeInteger } from '../prisma/index.js';
import { memberWhoMay, readsFrom, visible } from '../rooms/access/index.js';
import type { PushDevice } from './subscriptions.repository.js';

/** A push that is due. */
export interface PushTask extends PushDevice {
  /** Of a request that of the alert, as `messageId`. */
  roomId: string;
  messageId: string;
  because: NoticeCause;
  /** How often it was begun, this time included. */
  attempts: number;
  createdAt: Date;
}

/** A message that is still worth a push. */
export interface PushableMessage extends Written {
  seq: number;
  sender: string;
  room: string;
  kind: RoomKind;
  /** Of the thread in which it is said, where the room does not show it. */
  rootId?: string;
}

/** A note that lies on a device, or has. */
export interface PushedNote extends PushDevice {
  roomId: string;
  messageId: string;
}

/** What was read: up to where in a room, or in a thread of it. */
export interface ReadPart {
  roomId: string;
  seq: number;
  rootId?: string;
}

/** SQL: the root of the thread in which the message `m` is said, where its room does not show it. */
const OWN_THREAD = `CASE WHEN NOT m."inRoom" THEN m."threadId" END`;

/**
 * What is to be pushed: in the database, so that it survives the process. Rows come by a trigger, in the transaction in
 * which the alert is kept. A task that is begun is due again after a while, unless somebody says that it is done.
 */
@Injectable()
export class PushQueueRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Begins tasks that are due; of however many servers one has them. Walks PushJob_runAt_idx. */
  begin({ now, until, limit }: { now: Date; until: Date; limit: number }): Promise<PushTask[]> {
    return this.database.query<PushTask>(
      'push-begin',
      `UPDATE "PushJob" j SET "runAt" = $2::timestamptz, attempts = j.attempts + 1
       FROM (
         SELECT x."subscriptionId", x."roomId" FROM "PushJob" x WHERE x."runAt" <= $1::timestamptz
         ORDER BY x."runAt" LIMIT $3 FOR UPDATE SKIP LOCKED
       ) due JOIN "PushSubscription" s ON s.id = due."subscriptionId"
       WHERE j."subscriptionId" = due."subscriptionId" AND j."roomId" = due."roomId"
       RETURNING s.id, s."userId", s.endpoint, s.p256dh, s.auth, s.language, s.origin,
         j."roomId", j."messageId", j.because, j.attempts, j."createdAt"`,
      [now.toISOString(), until.toISOString(), limit],
    );
  }

  /** Takes a task away, unless a newer message has taken its place meanwhile. */
  async finish({ id, roomId, messageId }: PushTask): Promise<void> {
    await this.database.query(
      'push-finish',
      'DELETE FROM "PushJob" WHERE "subscriptionId" = $1 AND "roomId" = $2 AND "messageId" = $3',
      [id, roomId, messageId],
    );
  }

  async postpone({ id, roomId, messageId }: PushTask, until: Date): Promise<void> {
    await this.database.query(
      'push-postpone',
      `UPDATE "PushJob" SET "runAt" = $4::timestamptz
       WHERE "subscriptionId" = $1 AND "roomId" = $2 AND "messageId" = $3`,
      [id, roomId, messageId, until.toISOString()],
    );
  }

  /** When the next task is due; undefined when there is none. */
  async next(): Promise<Date | undefined> {
    const [row] = await this.database.query<{ runAt: Date }>(
      'push-next',
      'SELECT "runAt" FROM "PushJob" ORDER BY "runAt" LIMIT 1',
    );
    return row?.runAt;
  }

  /** Undefined for what was read, deleted, or is not theirs to read any more. Who wants to be reminded has read it. */
  async message(userId: string, messageId: string): Promise<PushableMessage | undefined> {
    const [row] = await this.database.query<
      Omit<PushableMessage, 'seq' | 'rootId'> & { seq: string; rootId: string | null }
    >(
      'push-message',
      `SELECT m.seq, m.text, ${FILE_NAMES} AS "fileNames",
         ${CALLED} AS sender, o.name AS room, o.kind, ${OWN_THREAD} AS "rootId"
       FROM (SELECT * FROM "Alert" x WHERE x."userId" = $1::uuid AND x."messageId" = $2 AND x."readAt" IS NULL) a
       CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = a."messageId" LIMIT 1) m
       CROSS JOIN LATERAL ${memberWhoMay('read', 'm."roomId"', '$1::uuid')} k
       CROSS JOIN LATERAL ${rowOf('Room', 'm."roomId"')} o
       CROSS JOIN LATERAL ${rowOf('User', 'm."senderId"')} s
       WHERE m."deletedAt" IS NULL AND (a.because = 'reminder' OR m.seq > k."lastReadSeq" OR NOT m."inRoom")
         AND ${visible('m.seq', readsFrom('k', 'o'))}`,
      [userId, messageId],
    );
    if (!row) return undefined;
    const { rootId, seq, ...message } = row;
    return { ...message, seq: safeInteger(seq), ...(rootId !== null && { rootId }) };
  }

  /** Of what notes may still lie on a device though it was read since the last push to it: the newest of that. */
  async readSince(subscriptionId: string, limit: number): Promise<ReadPart[]> {
    const rows = await this.database.query<{ roomId: string; rootId: string | null; seq: string }>(
      'push-read-since',
      `SELECT a."roomId", w.root AS "rootId", max(a.seq)::text AS seq
       FROM "PushSubscription" s JOIN "Alert" a ON a."userId" = s."userId"
       LEFT JOIN LATERAL (SELECT ${OWN_THREAD} AS root FROM "Message" m WHERE m.id = a."messageId" LIMIT 1) w ON true
       WHERE s.id = $1 AND a."readAt" >= s."lastOkAt" AND NOT a."isSilent"
         AND a.because NOT IN ('request', 'answer')
       GROUP BY a."roomId", w.root ORDER BY max(a."readAt") DESC LIMIT $2`,
      [subscriptionId, limit],
    );
    return rows.map(({ roomId, rootId, seq }) => ({
      ...{ roomId, seq: safeInteger(seq) },
      ...(rootId !== null && { rootId }),
    }));
  }

  /**
   * The devices on which notes of messages may lie that were said since a moment: of those who were alerted of them, or of
   * something later in the room that has taken the place of these alerts. Looks up Message_pkey, and walks Alert_roomId_idx.
   */
  notesOf(roomId: string, messageIds: readonly string[], since: Date): Promise<PushedNote[]> {
    return this.database.query<PushedNote>(
      'push-notes-of',
      `SELECT DISTINCT s.id, s."userId", s.endpoint, s.p256dh, s.auth, s.language, s.origin, m."roomId", m.id AS "messageId"
       FROM "Message" m JOIN "Alert" a ON a."roomId" = m."roomId" AND a."userId" <> m."senderId" AND NOT a."isSilent"
         AND (a."messageId" = m.id OR (a.because IN ('direct', 'any') AND a.seq > m.seq))
       JOIN "PushSubscription" s ON s."userId" = a."userId" AND s."lastOkAt" IS NOT NULL
       WHERE m.id = ANY($2::uuid[]) AND m."roomId" = $1 AND m."createdAt" > $3::timestamptz`,
      [roomId, messageIds, since.toISOString()],
    );
  }
}
