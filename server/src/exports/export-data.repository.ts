import { Injectable } from '@nestjs/common';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import type { Message, RoomKind } from '@chatket/contract';
import { isoTime, OrdinaryDatabase, rowOf, safeInteger } from '../prisma/index.js';
import { memberWhoMay, readsFrom, visible } from '../rooms/access/index.js';
import type { Section } from './export-sections.js';

/** Read by one statement. */
const ROWS = 500;
const MESSAGES = 250;
const KEYS = 5_000;
/** So much of a room is looked at by one statement, whoever has written it. */
const WINDOW = 2_000;

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

export type Row = Record<string, unknown>;

/** A room that somebody is in, or has written in. */
export interface ExportedRoom {
  id: string;
  kind: RoomKind;
  /** What they may know it by. */
  name: string | null;
  /** The others, of a room that is its people. */
  people: string[] | null;
  isMember: boolean;
  lastSeq: number;
}

/** A message of somebody, or of others in a room that is its people. */
export interface ExportedMessage {
  message: Partial<Message> & Pick<Message, 'messageId' | 'seq' | 'text' | 'createdAt'>;
  isMine: boolean;
  /** What it said before, oldest first. */
  versions: { text: string; writtenAt: string }[] | null;
  /** What it said until it was hidden. */
  hiddenText: string | null;
}

/** What somebody has done to a message. */
export interface ExportedMark {
  messageId: string;
  seq: number;
  /** The reaction, or the option that they have chosen. */
  emoji: string | null;
  option: string | null;
}

export interface ExportedFile {
  id: string;
  name: string;
  type: string | null;
  size: string;
  roomId: string;
  messageId: string | null;
  alt: string | null;
  createdAt: string;
  /** Of its bytes; null where they are somebody else's, or a scanner has warned of them. */
  key: string | null;
}

const READABLE = `k."roomId" IS NOT NULL AND ${visible('m.seq', readsFrom('k', 'o'))}`;

/** What the server keeps about somebody, a little at a time: no statement reads more than fits, however much there is. */
@Injectable()
export class ExportDataRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** The rows of a section, page by page. */
  async *rows(userId: string, { name, sql }: Section): AsyncGenerator<Row[]> {
    for (let after = ''; ;) {
      const page = await this.database.query<Row & { k: string }>(
        `export-${name}`,
        `SELECT * FROM (${sql}) s WHERE s.k COLLATE "C" > $2 ORDER BY s.k COLLATE "C" LIMIT ${String(ROWS)}`,
        [userId, after],
      );
      if (page.length > 0) yield page.map(({ k: _, ...row }) => row);
      const last = page.at(-1);
      if (!last || page.length < ROWS) return;
      after = last.k;
    }
  }

  /** All rooms that somebody is in, or has written in. */
  async roomIds(userId: string): Promise<string[]> {
    const members = await this.database.query<{ roomId: string }>(
      'export-room-ids',
      `SELECT m."roomId" FROM "RoomMembership" m WHERE m."userId" = $1`,
      [userId],
    );
    const all = new Set(members.map(({ roomId }) => roomId));
    for (
      let after: { clientMsgId: string; roomId: string } | undefined = {
        clientMsgId: '',
        roomId: BEFORE_ALL,
      };
      after;
    ) {
      const page: { clientMsgId: string; roomId: string }[] = await this.database.query(
        'export-written-in',
        `SELECT m."clientMsgId", m."roomId" FROM "Message" m
         WHERE m."senderId" = $1 AND (m."clientMsgId", m."roomId") > ($2, $3::uuid)
         ORDER BY m."clientMsgId", m."roomId" LIMIT ${String(KEYS)}`,
        [userId, after.clientMsgId, after.roomId],
      );
      for (const { roomId } of page) all.add(roomId);
      after = page.length === KEYS ? page.at(-1) : undefined;
    }
    return [...all].sort();
  }

  async room(userId: string, roomId: string): Promise<ExportedRoom | undefined> {
    const [row] = await this.database.query<Omit<ExportedRoom, 'lastSeq'> & { lastSeq: string }>(
      'export-room',
      `SELECT o.id, o.kind, o."lastSeq", k."userId" IS NOT NULL AS "isMember",
         CASE WHEN k."userId" IS NOT NULL OR o.kind = 'public' THEN nullif(o.name, '') END AS name,
         CASE WHEN k."userId" IS NOT NULL AND o.kind IN ('direct', 'group') THEN (
           SELECT json_agg(u.username ORDER BY u.username) FROM "RoomMembership" x JOIN "User" u ON u.id = x."userId"
           WHERE x."roomId" = o.id AND x."userId" <> $1) END AS people
       FROM "Room" o LEFT JOIN "RoomMembership" k ON k."roomId" = o.id AND k."userId" = $1 WHERE o.id = $2`,
      [userId, roomId],
    );
    return row && { ...row, lastSeq: safeInteger(row.lastSeq) };
  }

  /**
   * What somebody has written in a room, and in a room that is its people what the others have, as far as they may read
   * it; a few at a time, in order. Walks Message_roomId_seq_key.
   */
  async *messages(userId: string, { id, lastSeq, kind }: ExportedRoom): AsyncGenerator<ExportedMessage[]> {
    const isOfFew = kind === 'direct' || kind === 'group';
    for (let after = 0; after < lastSeq;) {
      const until = after + WINDOW;
      const rows = await this.database.query<{
        record: string | null;
        id: string;
        seq: string;
        text: string;
        createdAt: string;
        isMine: boolean;
        versions: ExportedMessage['versions'];
        hiddenText: string | null;
      }>(
        'export-messages',
        `SELECT m.id, m.seq, m.text, ${isoTime('m."createdAt"')} AS "createdAt", m."senderId" = $1 AS "isMine",
           CASE WHEN ${READABLE} THEN ${messageRecord({ id: '$1::uuid', fromSeq: readsFrom('k', 'o') })} END AS record,
           CASE WHEN m."senderId" = $1 AND m.flags & 1 <> 0 THEN (
             SELECT json_agg(json_build_object('text', v.text, 'writtenAt', ${isoTime('v."writtenAt"')}) ORDER BY v.seq)
             FROM "MessageRevision" v WHERE v."messageId" = m.id) END AS versions,
           CASE WHEN m."senderId" = $1 AND m."deletedAt" IS NOT NULL THEN (
             SELECT h.text FROM "HiddenMessage" h WHERE h."messageId" = m.id) END AS "hiddenText"
         FROM (
           SELECT * FROM "Message" x WHERE x."roomId" = $2 AND x.seq > $3 AND x.seq <= $4 AND (x."senderId" = $1 OR $5)
           ORDER BY x.seq LIMIT ${String(MESSAGES)}
         ) m ${SENDER} CROSS JOIN LATERAL ${rowOf('Room', 'm."roomId"')} o
         LEFT JOIN LATERAL ${memberWhoMay('read', '$2::uuid', '$1::uuid')} k ON true
         ORDER BY m.seq`,
        [userId, id, after, until, isOfFew],
      );
      after = rows.length === MESSAGES ? safeInteger(rows.at(-1)?.seq ?? '0') : until;
      const told = rows.filter(
        ({ record, isMine, text, hiddenText }) =>
          record !== null || (isMine && (text !== '' || hiddenText !== null)),
      );
      if (told.length > 0)
        yield told.map(({ record, isMine, versions, hiddenText, ...own }) => ({
          message:
            record === null
              ? { messageId: own.id, seq: safeInteger(own.seq), text: own.text, createdAt: own.createdAt }
              : recordToMessage(record),
          ...{ isMine, versions, hiddenText },
        }));
    }
  }

  /** Reactions and votes of somebody in a room, in the order of the messages. */
  async *marks(userId: string, { id, lastSeq }: ExportedRoom): AsyncGenerator<ExportedMark[]> {
    for (let after = 0; after < lastSeq; after += WINDOW) {
      const rows = await this.database.query<Omit<ExportedMark, 'seq'> & { seq: string }>(
        'export-marks',
        `SELECT m.id AS "messageId", m.seq, r.variant AS emoji, NULL AS option
         FROM "Message" m JOIN "MessageReaction" r ON r."messageId" = m.id AND r."userId" = $1
         WHERE m."roomId" = $2 AND m.seq > $3 AND m.seq <= $4 AND m.flags & 2 <> 0
         UNION ALL SELECT m.id, m.seq, NULL, p.options[v.option + 1]
         FROM "Message" m JOIN "PollVote" v ON v."messageId" = m.id AND v."userId" = $1
         JOIN "Poll" p ON p."messageId" = m.id
         WHERE m."roomId" = $2 AND m.seq > $3 AND m.seq <= $4 AND m.flags & 2048 <> 0
         ORDER BY 2, 3, 4`,
        [userId, id, after, after + WINDOW],
      );
      if (rows.length > 0) yield rows.map((row) => ({ ...row, seq: safeInteger(row.seq) }));
    }
  }

  /** The key of the picture that others see of somebody. */
  async pictureKey(userId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ picture: string | null }>(
      'export-picture',
      'SELECT p.picture FROM "Profile" p WHERE p."userId" = $1',
      [userId],
    );
    return row?.picture ?? undefined;
  }

  /** Files of somebody that are there; of those that are a copy of another no bytes. Walks Attachment_ownerId_idx. */
  async *files(userId: string): AsyncGenerator<ExportedFile[]> {
    for (let after = BEFORE_ALL; ;) {
      const page = await this.database.query<ExportedFile>(
        'export-files',
        `SELECT a.id, a.name, a.type, coalesce(a."storedSize", a.size) AS size, a."roomId", a."messageId", a.alt,
           ${isoTime('a."createdAt"')} AS "createdAt", CASE WHEN NOT a."isCopy" AND NOT a."isHarmful" THEN a.key END AS key
         FROM "Attachment" a WHERE a."ownerId" = $1 AND a.id > $2::uuid AND a."removedAt" IS NULL AND a.key IS NOT NULL
         ORDER BY a.id LIMIT ${String(ROWS)}`,
        [userId, after],
      );
      if (page.length > 0) yield page;
      const last = page.at(-1);
      if (!last || page.length < ROWS) return;
      after = last.id;
    }
  }
}
