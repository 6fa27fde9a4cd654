import { Injectable } from '@nestjs/common';
import type { LogEntry, Message, MessageChange } from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { Database, rowOf, safeInteger } from '../prisma/index.js';
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
  /** The message, or the target of the change as it is now. */
  record: string;
  change: string | null;
}

const CHANGE = `json_strip_nulls(json_build_object('seq', v.seq, 'kind', v.kind, 'what', v.what,
  'at', to_char(v."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'by', (SELECT json_build_object('id', p.id, 'username', p.username) FROM ${rowOf('User', 'v."actorId"')} p)))::text`;

/** Of a target that changes again later nothing needs to be told here: its state comes with that change. */
const IS_LATEST = `AND NOT EXISTS (
  SELECT 1 FROM "RoomEvent" z WHERE z."targetId" = y."targetId" AND z.seq > y.seq)`;

/** The first entries of both kinds behind each cursor `c`. */
const entriesBehind = (condition: string) => `
  SELECT c.page, e.seq, e.record, e.change
  FROM unnest($1::int[], $2::uuid[], $3::bigint[]) AS c (page, room_id, seq)
  CROSS JOIN LATERAL (
    (SELECT m.seq, ${messageRecord()} AS record, NULL::text AS change FROM (
      SELECT * FROM "Message" x WHERE x."roomId" = c.room_id AND x.seq > c.seq ORDER BY x.seq LIMIT $4
    ) m ${SENDER})
    UNION ALL
    (SELECT v.seq, ${messageRecord()}, ${CHANGE} FROM (
      SELECT * FROM "RoomEvent" y WHERE y."roomId" = c.room_id AND y.seq > c.seq ${condition}
      ORDER BY y.seq LIMIT $4
    ) v CROSS JOIN LATERAL (SELECT * FROM "Message" w WHERE w.id = v."targetId" LIMIT 1) m ${SENDER})
  ) e
  ORDER BY c.page, e.seq`;

/** Reads a room's log by position: short walks on Message_roomId_seq_key and RoomEvent_pkey. */
@Injectable()
export class LogRepository {
  constructor(private readonly database: Database) {}

  /**
   * For several rooms at once what lies behind each cursor: messages as they are now, and changes, the last one of each
   * target. At most `limit` entries a room, oldest first. See `toldFrom`.
   */
  async pagesAfter(cursors: readonly (SeqCursor & { headSeq: number })[], limit: number): Promise<LogPage[]> {
    const pages = await this.read('pages-after', IS_LATEST, cursors, limit + 1);
    return cursors.map(({ headSeq }, place) => {
      const entries = pages[place] ?? [];
      const shown = entries.slice(0, limit);
      const reached = shown.at(-1)?.seq ?? 0;
      const hasMore = entries.length > limit;
      return { entries: shown, lastSeq: hasMore ? reached : Math.max(reached, headSeq), hasMore };
    });
  }

  /** Everything behind a position, changes that were overtaken too: what has to be announced. */
  async segmentAfter({ roomId, seq }: SeqCursor, limit: number): Promise<Segment> {
    const [entries = []] = await this.read('segment-after', '', [{ roomId, seq }], limit);
    const shown = entries.slice(0, limit);
    return { roomId, firstSeq: seq + 1, lastSeq: shown.at(-1)?.seq ?? seq, entries: shown };
  }

  /**
   * For several rooms at once: the newest `limit` messages that are not older than each time, oldest first. Times never
   * go backwards inside a room, so looking at its newest `limit` messages is enough.
   */
  async messagesSince(
    cursors: { roomId: string; since: Date }[],
    limit: number,
  ): Promise<Map<string, Message[]>> {
    if (cursors.length === 0) return new Map();
    const rows = await this.database.query<{ roomId: string; record: string }>(
      'messages-since',
      `SELECT p.* FROM unnest($1::uuid[], $2::timestamptz[]) AS c (room_id, since)
       CROSS JOIN LATERAL (
         SELECT m."roomId", m.seq, m."createdAt", ${messageRecord()} AS record FROM "Message" m ${SENDER}
         WHERE m."roomId" = c.room_id ORDER BY m.seq DESC LIMIT $3
       ) p
       WHERE p."createdAt" >= c.since
       ORDER BY p."roomId", p.seq`,
      [cursors.map(({ roomId }) => roomId), cursors.map(({ since }) => since.toISOString()), limit],
    );
    const pages = new Map<string, Message[]>();
    for (const { roomId, record } of rows) {
      const page = pages.get(roomId);
      if (page) page.push(recordToMessage(record));
      else pages.set(roomId, [recordToMessage(record)]);
    }
    return pages;
  }

  private async read(
    name: string,
    condition: string,
    cursors: readonly SeqCursor[],
    limit: number,
  ): Promise<LogEntry[][]> {
    const rows = await this.database.query<EntryRow>(name, entriesBehind(condition), [
      cursors.map((_, page) => page),
      cursors.map(({ roomId }) => roomId),
      cursors.map(({ seq }) => seq),
      limit,
    ]);
    const pages = cursors.map((): LogEntry[] => []);
    for (const row of rows) pages[row.page]?.push(toEntry(row));
    return pages;
  }
}

function toEntry({ seq, record, change }: EntryRow): LogEntry {
  const message = recordToMessage(record);
  if (change === null) return message;
  return { ...(JSON.parse(change) as MessageChange), seq: safeInteger(seq), message };
}
