import { Injectable } from '@nestjs/common';
import { type Alert, type AlertPage, LIMITS, type NoticeCause } from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { isoTime, OrdinaryDatabase, rowOf, type Statements } from '../prisma/index.js';
import { memberWhoMay, readsFrom, visible } from '../rooms/access/index.js';
import { IS_SHOWN_REQUEST } from './request-alerts.repository.js';

/** Somebody is told of a message. */
export interface AlertRow {
  userId: string;
  messageId: string;
  roomId: string;
  seq: number;
  because: NoticeCause;
  isSilent: boolean;
}

/** How far somebody has read a room; its threads, too, or one of them only. */
export interface ReadPlace {
  userId: string;
  roomId: string;
  seq: number;
  threads?: 'all' | { rootId: string };
}

interface PageRow {
  messageId: string;
  at: string;
  because: NoticeCause;
  isRead: boolean;
  record: string;
}

/** SQL: the message of the alert `a` as it is now, where `$1` may read it now; of one that was deleted nothing. */
const READABLE = `CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = a."messageId" LIMIT 1) m
  CROSS JOIN LATERAL ${memberWhoMay('read', 'm."roomId"', '$1::uuid')} k
  CROSS JOIN LATERAL ${rowOf('Room', 'm."roomId"')} o`;
/** SQL: the export `e` can be downloaded. */
const IS_READY = `e."readyAt" IS NOT NULL AND e."expiresAt" > now()`;
const IS_READABLE = `m."deletedAt" IS NULL AND ${visible('m.seq', readsFrom('k', 'o'))}`;

/** Whom the server has told of what. It holds no text: what is shown is what the person may read when they ask. */
@Injectable()
export class AlertsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /**
   * Keeps alerts. Of what is said to all or in a direct room only the newest unread one of a room stays: a talk is one
   * line in the list. @returns those that were not there, as `person message`
   */
  async add(statements: Statements, alerts: readonly AlertRow[], now: Date): Promise<Set<string>> {
    if (alerts.length === 0) return new Set();
    const columns = [
      alerts.map(({ userId }) => userId),
      alerts.map(({ messageId }) => messageId),
      alerts.map(({ roomId }) => roomId),
      alerts.map(({ seq }) => seq),
      alerts.map(({ because }) => because),
      alerts.map(({ isSilent }) => isSilent),
    ];
    await statements.query(
      'alerts-fold',
      `DELETE FROM "Alert" a USING unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[]) AS w (person, room, seq, because)
       WHERE w.because IN ('direct', 'any') AND a."userId" = w.person AND a."roomId" = w.room AND a.seq < w.seq
         AND a."readAt" IS NULL AND a.because IN ('direct', 'any')`,
      [columns[0] ?? [], columns[2] ?? [], columns[3] ?? [], columns[4] ?? []],
    );
    const rows = await statements.query<{ key: string }>(
      'alerts-add',
      `INSERT INTO "Alert" ("userId", "messageId", "roomId", seq, because, "isSilent", "createdAt")
       SELECT w.*, $7::timestamptz
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::boolean[]) AS w
       ON CONFLICT DO NOTHING RETURNING "userId" || ' ' || "messageId" AS key`,
      [...columns, now.toISOString()],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /** One of a message that they were told of before stands for both from now on, and is pushed as a new one. */
  async replace(statements: Statements, alert: AlertRow, now: Date): Promise<void> {
    await statements.query(
      'alert-forget',
      'DELETE FROM "Alert" a WHERE a."userId" = $1 AND a."messageId" = $2',
      [alert.userId, alert.messageId],
    );
    await this.add(statements, [alert], now);
  }

  /**
   * What they were told last comes first, what is gone or not theirs any more left out. Walks
   * Alert_userId_createdAt_messageId_idx. An alert of the cursor that has gone meanwhile stood where its message was said.
   */
  async page(
    userId: string,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<{ alerts: Alert[]; last?: string | undefined }> {
    const rows = await this.database.query<PageRow>(
      'alerts-page',
      `SELECT a."messageId", ${isoTime('a."createdAt"')} AS at, a.because, a."readAt" IS NOT NULL AS "isRead",
         ${messageRecord({ id: '$1::uuid', fromSeq: readsFrom('k', 'o') })} AS record
       FROM (
         SELECT * FROM "Alert" x WHERE x."userId" = $1::uuid AND ($2::uuid IS NULL OR (x."createdAt", x."messageId") < (
           coalesce((SELECT y."createdAt" FROM "Alert" y WHERE y."userId" = $1 AND y."messageId" = $2),
             (SELECT y."createdAt" FROM "Message" y WHERE y.id = $2)), $2))
         ORDER BY x."createdAt" DESC, x."messageId" DESC
       ) a ${READABLE} ${SENDER}
       WHERE ${IS_READABLE} ORDER BY a."createdAt" DESC, a."messageId" DESC LIMIT $3`,
      [userId, cursor ?? null, limit],
    );
    return {
      alerts: rows.map(({ at, because, isRead, record }) => ({
        at,
        because,
        isRead,
        message: recordToMessage(record),
      })),
      last: rows.at(-1)?.messageId,
    };
  }

  /** When and why somebody was told of a message. */
  async find(
    userId: string,
    messageId: string,
  ): Promise<{ at: string; because: NoticeCause; isSilent: boolean } | undefined> {
    const [row] = await this.database.query<{ at: string; because: NoticeCause; isSilent: boolean }>(
      'alert-find',
      `SELECT ${isoTime('a."createdAt"')} AS at, a.because, a."isSilent" FROM "Alert" a
       WHERE a."userId" = $1 AND a."messageId" = $2`,
      [userId, messageId],
    );
    return row;
  }

  /** How many somebody has not read, of those that they would see: up to the limit. */
  async unread(userId: string): Promise<number> {
    const [row] = await this.database.query<{ unread: number }>(
      'alerts-unread',
      `SELECT count(*)::int AS unread FROM (
         SELECT 1 FROM "Alert" a ${READABLE} WHERE a."userId" = $1::uuid AND a."readAt" IS NULL AND ${IS_READABLE}
         UNION ALL SELECT 1 FROM "Alert" a WHERE a."userId" = $1::uuid AND a."readAt" IS NULL AND ${IS_SHOWN_REQUEST}
         UNION ALL SELECT 1 FROM "PersonalExport" e WHERE e."userId" = $1 AND ${IS_READY} AND e."seenAt" IS NULL
         LIMIT ${String(LIMITS.unreadCountMax)}
       ) counted`,
      [userId],
    );
    return row?.unread ?? 0;
  }

  /** Marks one as read. @returns its room; undefined where there was nothing to mark */
  async read(userId: string, messageId: string, now: Date): Promise<string | undefined> {
    const [row] = await this.database.query<{ roomId: string }>(
      'alert-read',
      `UPDATE "Alert" a SET "readAt" = $3::timestamptz
       WHERE a."userId" = $1 AND a."messageId" = $2 AND a."readAt" IS NULL RETURNING a."roomId"`,
      [userId, messageId, now.toISOString()],
    );
    return row?.roomId;
  }

  /**
   * Marks what stands up to where people have read their rooms; a reminder is not read by reading on, nor who asks to come in.
   * @returns where that was anything
   */
  async readUpTo(places: readonly ReadPlace[], now: Date): Promise<ReadPlace[]> {
    const rows = await this.database.query<{ place: number }>(
      'alerts-read-places',
      `UPDATE "Alert" a SET "readAt" = $5::timestamptz
       FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::bigint[], $6::uuid[], $7::boolean[])
         AS w (place, person, room, seq, root, "hasThreads")
       WHERE a."userId" = w.person AND a."roomId" = w.room AND a.seq <= w.seq AND a."readAt" IS NULL
         AND coalesce(w."hasThreads" OR (SELECT CASE WHEN w.root IS NULL THEN m."inRoom"
           ELSE m."threadId" IS NOT DISTINCT FROM w.root END FROM "Message" m WHERE m.id = a."messageId"), true)
         AND a.because NOT IN ('reminder', 'request')
       RETURNING w.place`,
      [
        places.map((_, place) => place),
        places.map(({ userId }) => userId),
        places.map(({ roomId }) => roomId),
        places.map(({ seq }) => seq),
        now.toISOString(),
        places.map(({ threads }) => (typeof threads === 'object' ? threads.rootId : null)),
        places.map(({ threads }) => threads === 'all'),
      ],
    );
    const marked = new Set(rows.map(({ place }) => place));
    return places.filter((_, place) => marked.has(place));
  }

  /** Marks all of somebody's as read. */
  async readAll(userId: string, now: Date): Promise<void> {
    await this.database.query(
      'alerts-read-all',
      `WITH seen AS (UPDATE "PersonalExport" SET "seenAt" = $2::timestamptz
         WHERE "userId" = $1 AND "readyAt" IS NOT NULL AND "seenAt" IS NULL)
       UPDATE "Alert" SET "readAt" = $2::timestamptz WHERE "userId" = $1 AND "readAt" IS NULL`,
      [userId, now.toISOString()],
    );
  }

  /** Since when the export of somebody can be downloaded, and whether they know it. */
  async exported(userId: string): Promise<AlertPage['exported']> {
    const [row] = await this.database.query<{ at: string; isRead: boolean }>(
      'alert-exported',
      `SELECT ${isoTime('e."readyAt"')} AS at, e."seenAt" IS NOT NULL AS "isRead" FROM "PersonalExport" e
       WHERE e."userId" = $1 AND ${IS_READY}`,
      [userId],
    );
    return row;
  }

  /** Takes away what is too old, so many at a time. Walks Alert_createdAt_idx. @returns how many went */
  async forget(until: Date, limit: number): Promise<number> {
    const rows = await this.database.query(
      'alerts-forget',
      `DELETE FROM "Alert" a USING (
         SELECT x."userId", x."messageId" FROM "Alert" x WHERE x."createdAt" < $1::timestamptz
         ORDER BY x."createdAt" LIMIT $2
       ) old WHERE a."userId" = old."userId" AND a."messageId" = old."messageId" RETURNING 1`,
      [until.toISOString(), limit],
    );
    return rows.length;
  }
}
