import { Injectable } from '@nestjs/common';
import type { Change, LogEntry, Message } from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { Database, isoTime, rowOf, safeInteger, userRefOf } from '../prisma/index.js';
import { visible } from '../rooms/access/index.js';
import { roomProfile } from '../rooms/profile/index.js';
import type { Segment } from './log.events.js';
import type { LogPage } from './log-page.js';

/** A position in a room's log. */
export interface SeqCursor {
  roomId: string;
  seq: number;
}

interface EntryRow {
  page: number;
  seq: string;
  /** The message, or the message that was changed as it is now. */
  record: string | null;
  change: string | null;
}

/** A change of a message. */
const CHANGE = `json_strip_nulls(json_build_object('seq', v.seq, 'kind', v.kind, 'what', v.what,
  'at', ${isoTime('v."createdAt"')}, 'by', ${userRefOf('v."actorId"')}))::text`;
/** SQL: a change of a member or of the room, the row `v` of RoomEvent, with its target. */
export const OTHER_CHANGE = `(json_strip_nulls(json_build_object('seq', v.seq, 'kind', v.kind, 'what', v.what,
  'at', ${isoTime('v."createdAt"')}, 'by', ${userRefOf('v."actorId"')},
  'user', CASE v.kind WHEN 'member' THEN ${userRefOf('v."targetId"')} END,
  'room', CASE v.kind WHEN 'room' THEN (SELECT ${roomProfile('o')} FROM ${rowOf('Room', 'v."roomId"')} o) END))::jsonb
  || CASE v.kind WHEN 'member' THEN jsonb_build_object('role', v.data -> 'role') ELSE '{}' END)::text`;

/** Changes that one page looks at: a message may have changed very often since, and only the last one is told. */
const MAX_WALKED = 2_000;

/** In a plan of the first day an anti-join walks the whole index; what is ordered and limited is one lookup. */
const IS_LATEST = `y.seq = (
  SELECT z.seq FROM "RoomEvent" z WHERE z."targetId" = y."targetId" ORDER BY z.seq DESC LIMIT 1)`;

const CHANGES = `SELECT * FROM "RoomEvent" y WHERE y."roomId" = c.room_id AND y.seq > c.seq ORDER BY y.seq`;
/**
 * Of a message that changes again later nothing needs to be told here: its state comes with that change. What people see
 * as lines is told whole.
 */
const LATEST_CHANGES = `SELECT * FROM (${CHANGES} LIMIT ${String(MAX_WALKED)}) y
  WHERE y.kind <> 'message' OR y.what = 'pinned' OR ${IS_LATEST} ORDER BY y.seq`;
/** The first change that was not looked at any more: a row without a record. */
const END_OF_WALK = `UNION ALL
    (SELECT y.seq, NULL::text, NULL::text FROM "RoomEvent" y
      WHERE y."roomId" = c.room_id AND y.seq > c.seq ORDER BY y.seq OFFSET ${String(MAX_WALKED)} LIMIT 1)`;

/** SQL: what is told of the row `v` of RoomEvent. */
const TOLD = `CROSS JOIN LATERAL (
      (SELECT ${messageRecord()} AS record, ${CHANGE} AS change
        FROM (SELECT * FROM "Message" w WHERE v.kind = 'message' AND w.id = v."targetId" LIMIT 1) m ${SENDER})
      UNION ALL
      (SELECT '', ${OTHER_CHANGE} WHERE v.kind <> 'message')
    ) x`;

/** The first entries of both kinds behind each cursor `c`. */
const entriesBehind = (changes: string, end: string) => `
  SELECT c.page, e.seq, e.record, e.change
  FROM unnest($1::int[], $2::uuid[], $3::bigint[]) AS c (page, room_id, seq)
  CROSS JOIN LATERAL (
    (SELECT m.seq, ${messageRecord()} AS record, NULL::text AS change FROM (
      SELECT * FROM "Message" x WHERE x."roomId" = c.room_id AND x.seq > c.seq ORDER BY x.seq LIMIT $4
    ) m ${SENDER})
    UNION ALL
    (SELECT v.seq, x.record, x.change FROM (
      ${changes} LIMIT $4
    ) v ${TOLD})
    ${end}
  ) e
  ORDER BY c.page, e.seq`;

/** What was read behind a cursor; nothing is known of `endSeq` and what lies behind it. */
interface Walk {
  entries: LogEntry[];
  endSeq?: number;
}

/** Reads a room's log by position: short walks on Message_roomId_seq_key and RoomEvent_pkey. */
@Injectable()
export class LogRepository {
  constructor(private readonly database: Database) {}

  /**
   * For several rooms at once what lies behind each cursor: messages as they are now, and changes, the last one of each
   * target. At most `limit` entries a room, oldest first; a page may be short, or empty, and have
   * more behind it. See `toldFrom`.
   */
  async pagesAfter(cursors: readonly (SeqCursor & { headSeq: number })[], limit: number): Promise<LogPage[]> {
    const pages = await this.read(
      'pages-after',
      entriesBehind(LATEST_CHANGES, END_OF_WALK),
      cursors,
      limit + 1,
    );
    return cursors.map(({ headSeq }, place) => {
      const { entries = [], endSeq } = pages[place] ?? {};
      const known = endSeq === undefined ? entries : entries.filter(({ seq }) => seq < endSeq);
      const shown = known.slice(0, limit);
      const reached = shown.at(-1)?.seq ?? 0;
      if (known.length > limit) return { entries: shown, lastSeq: reached, hasMore: true };
      if (endSeq !== undefined) return { entries: shown, lastSeq: endSeq - 1, hasMore: true };
      return { entries: shown, lastSeq: Math.max(reached, headSeq), hasMore: false };
    });
  }

  /** Everything behind a position, changes that were overtaken too: what has to be announced. */
  async segmentAfter({ roomId, seq }: SeqCursor, limit: number): Promise<Segment> {
    const [walk] = await this.read('segment-after', entriesBehind(CHANGES, ''), [{ roomId, seq }], limit);
    const shown = walk?.entries.slice(0, limit) ?? [];
    return { roomId, firstSeq: seq + 1, lastSeq: shown.at(-1)?.seq ?? seq, entries: shown };
  }

  /** How far the logs of rooms reach. */
  async heads(roomIds: readonly string[]): Promise<SeqCursor[]> {
    const rows = await this.database.query<{ id: string; lastSeq: string }>(
      'heads',
      'SELECT id, "lastSeq" FROM "Room" WHERE id = ANY($1::uuid[])',
      [[...roomIds]],
    );
    return rows.map(({ id, lastSeq }) => ({ roomId: id, seq: safeInteger(lastSeq) }));
  }

  /**
   * For several rooms at once: the newest `limit` messages behind `fromSeq` that are not older than each time, oldest first. Times never
   * go backwards inside a room, so looking at its newest `limit` messages is enough.
   */
  async messagesSince(
    cursors: { roomId: string; fromSeq: number; since: Date }[],
    limit: number,
  ): Promise<Map<string, Message[]>> {
    if (cursors.length === 0) return new Map();
    const rows = await this.database.query<{ roomId: string; record: string }>(
      'messages-since',
      `SELECT p.* FROM unnest($1::uuid[], $2::timestamptz[], $4::bigint[]) AS c (room_id, since, from_seq)
       CROSS JOIN LATERAL (
         SELECT m."roomId", m.seq, m."createdAt", ${messageRecord()} AS record FROM "Message" m ${SENDER}
         WHERE m."roomId" = c.room_id AND ${visible('m.seq', 'c.from_seq')} ORDER BY m.seq DESC LIMIT $3
       ) p
       WHERE p."createdAt" >= c.since
       ORDER BY p."roomId", p.seq`,
      [
        cursors.map(({ roomId }) => roomId),
        cursors.map(({ since }) => since.toISOString()),
        limit,
        cursors.map(({ fromSeq }) => fromSeq),
      ],
    );
    const pages = new Map<string, Message[]>();
    for (const { roomId, record } of rows) {
      const page = pages.get(roomId);
      if (page) page.push(recordToMessage(record));
      else pages.set(roomId, [recordToMessage(record)]);
    }
    return pages;
  }

  /**
   * For several rooms at once what people see as lines between two positions, `lastSeq` included (what became of members
   * and of the room, and what was pinned): the newest `limit` of them, oldest first, as far as they are among the newest
   * changes that one page looks at.
   */
  async linesBetween(
    ranges: { roomId: string; seq: number; lastSeq: number }[],
    limit: number,
  ): Promise<Map<string, LogEntry[]>> {
    const rows = await this.database.query<{ roomId: string; seq: string; record: string; change: string }>(
      'lines-between',
      `SELECT v."roomId", v.seq, x.record, x.change
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS c (room_id, seq, last_seq)
       CROSS JOIN LATERAL (
         SELECT * FROM (
           SELECT * FROM "RoomEvent" y WHERE y."roomId" = c.room_id AND y.seq > c.seq AND y.seq <= c.last_seq
           ORDER BY y.seq DESC LIMIT ${String(MAX_WALKED)}
         ) w WHERE w.kind <> 'message' OR w.what = 'pinned' ORDER BY w.seq DESC LIMIT $4
       ) v ${TOLD} ORDER BY v."roomId", v.seq`,
      [
        ranges.map(({ roomId }) => roomId),
        ranges.map(({ seq }) => seq),
        ranges.map(({ lastSeq }) => lastSeq),
        limit,
      ],
    );
    const lines = new Map<string, LogEntry[]>(ranges.map(({ roomId }) => [roomId, []]));
    for (const { roomId, seq, record, change } of rows)
      lines.get(roomId)?.push(toEntry(safeInteger(seq), record, change));
    return lines;
  }

  private async read(
    name: string,
    statement: string,
    cursors: readonly SeqCursor[],
    limit: number,
  ): Promise<Walk[]> {
    const rows = await this.database.query<EntryRow>(name, statement, [
      cursors.map((_, page) => page),
      cursors.map(({ roomId }) => roomId),
      cursors.map(({ seq }) => seq),
      limit,
    ]);
    const walks = cursors.map((): Walk => ({ entries: [] }));
    for (const { page, seq, record, change } of rows) {
      const walk = walks[page];
      if (record !== null) walk?.entries.push(toEntry(safeInteger(seq), record, change));
      else if (walk) walk.endSeq = safeInteger(seq);
    }
    return walks;
  }
}

function toEntry(seq: number, record: string, change: string | null): LogEntry {
  if (change === null) return recordToMessage(record);
  const told = { ...(JSON.parse(change) as Change), seq };
  return told.kind === 'message' ? { ...told, message: recordToMessage(record) } : told;
}
