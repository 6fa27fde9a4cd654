import { Injectable } from '@nestjs/common';
import {
  isOfFew,
  type MailDigest,
  NOTICE_DEFAULTS,
  type NoticeSettings,
  type RoomKind,
} from '@chatket/contract';
import type { MailLanguage } from '../auth/index.js';
import { CALLED, FILE_NAMES, type Written } from '../chat/message/index.js';
import { isoTime, OrdinaryDatabase, rowOf, type Statements } from '../prisma/index.js';
import { unreadOf } from '../reads/index.js';
import { memberWhoMay, readsFrom, visible } from '../rooms/access/index.js';

/** Who is away: nobody of their devices was here for so long, and so long they have not seen something. */
export const AWAY_MS = 60 * 60 * 1_000;
/** What is older is not missed any more. */
const OLDEST = '7 days';

/** Somebody who has been away and has missed something, and whose last mail was long enough ago. */
export interface Away extends Pick<NoticeSettings, 'quietHours' | 'zone' | 'quietUntil'> {
  userId: string;
  /** Of a mail that was begun and not sent. */
  before: string | null;
}

/** Whom a mail goes to that was begun. */
export interface Recipient extends Pick<NoticeSettings, 'quietHours' | 'zone' | 'quietUntil'> {
  username: string;
  address: string;
  language: MailLanguage;
  mailDigest: MailDigest;
  /** What they were told before stood in an earlier mail. */
  since: Date;
}

/** A message, and who says it where. */
export interface Told extends Written {
  roomId: string;
  messageId: string;
  /** Undefined for a room that is its people. */
  room?: string;
  sender: string;
  /** How much of a room of few is not read. */
  unread: number;
}

/** SQL: what the person of the address `e` has chosen, and when. `$1` is the moment. */
const CHOICE = `LEFT JOIN LATERAL (SELECT * FROM "NoticePerson" x WHERE x."userId" = e."userId" LIMIT 1) s ON true`;
const FREQUENCY = `coalesce(s."mailDigest", '${NOTICE_DEFAULTS.mailDigest}')`;
const QUIET = `s."quietHours", coalesce(s.zone, 'UTC') AS zone, ${isoTime('s."quietUntil"')} AS "quietUntil"`;
const SINCE = `greatest(coalesce(e."digestTo", e."verifiedAt"), $1::timestamptz - interval '${OLDEST}')`;
const AWAY_SINCE = `$1::timestamptz - interval '${String(AWAY_MS)} milliseconds'`;

/** Mails of what people have missed: to whom, and what stands in them. */
@Injectable()
export class DigestsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    return this.database.transaction(work);
  }

  /** So many of them, in the order of their ids. Walks UserEmail_pkey; each is looked up by the indexes of alerts and sessions. */
  away(behind: string, now: Date, limit: number): Promise<Away[]> {
    return this.database.query<Away>(
      'digests-away',
      `SELECT e."userId", e."digestId" AS before, ${QUIET}
       FROM "UserEmail" e CROSS JOIN LATERAL ${rowOf('User', 'e."userId"')} u ${CHOICE}
       WHERE e."userId" > $2::uuid AND u."deactivatedAt" IS NULL AND ${FREQUENCY} <> 'never'
         AND (e."digestAt" IS NULL OR e."digestAt" <= $1::timestamptz
           - CASE ${FREQUENCY} WHEN 'hourly' THEN interval '1 hour' ELSE interval '1 day' END)
         AND EXISTS (SELECT 1 FROM "Alert" a WHERE a."userId" = e."userId" AND a."readAt" IS NULL
           AND a."createdAt" > ${SINCE} AND a."createdAt" <= ${AWAY_SINCE} AND a.because NOT IN ('reminder', 'request', 'answer'))
         AND NOT EXISTS (SELECT 1 FROM "Session" x WHERE x."userId" = e."userId" AND x."revokedAt" IS NULL
           AND x.kind <> 'api' AND x."lastSeenAt" > ${AWAY_SINCE})
       ORDER BY e."userId" LIMIT $3`,
      [now.toISOString(), behind, limit],
    );
  }

  /** Begins a mail to somebody, unless another server just has. */
  async begin(statements: Statements, { userId, before }: Away, id: string, now: Date): Promise<boolean> {
    const rows = await statements.query(
      'digest-begin',
      `UPDATE "UserEmail" e SET "digestId" = $3, "digestAt" = $4::timestamptz
       WHERE e."userId" = $1 AND e."digestId" IS NOT DISTINCT FROM $2::uuid RETURNING 1`,
      [userId, before, id, now.toISOString()],
    );
    return rows.length === 1;
  }

  /** Whom the mail goes to; undefined where it was sent, or another one has been begun. */
  async recipient(userId: string, id: string, now: Date): Promise<Recipient | undefined> {
    const [row] = await this.database.query<Recipient>(
      'digest-recipient',
      `SELECT u.username, e.key AS address, e.language, ${SINCE} AS since, ${FREQUENCY} AS "mailDigest", ${QUIET}
       FROM "UserEmail" e CROSS JOIN LATERAL ${rowOf('User', 'e."userId"')} u ${CHOICE}
       WHERE e."userId" = $2 AND e."digestId" = $3 AND u."deactivatedAt" IS NULL`,
      [now.toISOString(), userId, id],
    );
    return row;
  }

  /** It was sent, with what they were told of up to then. */
  async sent(userId: string, id: string, to: Date): Promise<void> {
    await this.database.query(
      'digest-sent',
      `UPDATE "UserEmail" e SET "digestId" = NULL, "digestTo" = $3::timestamptz
       WHERE e."userId" = $1 AND e."digestId" = $2`,
      [userId, id, to.toISOString()],
    );
  }

  /** It is not sent, and was none. @param to what they were told of up to then stands in no mail */
  async drop(userId: string, id: string, to?: Date): Promise<void> {
    await this.database.query(
      'digest-drop',
      `UPDATE "UserEmail" e SET "digestId" = NULL, "digestAt" = NULL, "digestTo" = coalesce($3::timestamptz, e."digestTo")
       WHERE e."userId" = $1 AND e."digestId" = $2`,
      [userId, id, to?.toISOString() ?? null],
    );
  }

  /** These messages in words, by id: those that the person may read now. */
  async inWords(userId: string, messageIds: readonly string[]): Promise<Map<string, Told>> {
    const rows = await this.database.query<Omit<Told, 'room'> & { room: string; kind: RoomKind }>(
      'digest-words',
      `SELECT m."roomId", m.id AS "messageId", o.name AS room, o.kind, ${CALLED} AS sender, m.text,
         ${FILE_NAMES} AS "fileNames",
         CASE WHEN o.kind IN ('direct', 'group') THEN (${unreadOf('k')}) ELSE 1 END AS unread
       FROM unnest($2::uuid[]) AS w (id)
       CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = w.id LIMIT 1) m
       CROSS JOIN LATERAL ${memberWhoMay('read', 'm."roomId"', '$1::uuid')} k
       CROSS JOIN LATERAL ${rowOf('Room', 'm."roomId"')} o
       CROSS JOIN LATERAL ${rowOf('User', 'm."senderId"')} s
       WHERE m."deletedAt" IS NULL AND ${visible('m.seq', readsFrom('k', 'o'))}`,
      [userId, [...messageIds]],
    );
    return new Map(
      rows.map(({ kind, room, ...told }) => [
        told.messageId,
        { ...told, ...(!isOfFew({ kind }) && { room }) },
      ]),
    );
  }

  /** In which language mails to somebody are written. */
  async languageOf(userId: string): Promise<MailLanguage | undefined> {
    const [row] = await this.database.query<{ language: MailLanguage }>(
      'digest-language',
      'SELECT e.language FROM "UserEmail" e WHERE e."userId" = $1',
      [userId],
    );
    return row?.language;
  }

  async exists(userId: string): Promise<boolean> {
    const rows = await this.database.query(
      'digest-person',
      'SELECT 1 FROM "User" u WHERE u.id = $1 AND u."deletedAt" IS NULL',
      [userId],
    );
    return rows.length > 0;
  }
}
