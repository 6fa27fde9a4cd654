import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { ErrorCode } from '@chatket/contract';

/** A message as a client was shown it: seq, the last twelve digits of its id, and its mark. */
export type Shown = readonly [seq: number, id: string, mark: string];

/**
 * What happened in a run, as seen from outside the server. A send is said once, invoked as often as it is put on the
 * wire, and each invocation ends as `ok`, `fail` (certainly not stored by it) or `info` (nobody knows).
 */
export type HistoryEvent =
  | { k: 'client'; client: string; user: string; kind: ClientKind }
  | { k: 'say'; client: string; user: string; room: string; mark: string }
  | { k: 'invoke'; client: string; room: string; key: string; mark: string }
  | { k: 'ok'; client: string; room: string; key: string; id: string; seq: number; at: string }
  | { k: 'fail'; client: string; room: string; key: string; code: ErrorCode }
  | { k: 'info'; client: string; room: string; key: string; code?: ErrorCode }
  /** Shown to the person; `cursor` is what the client believes to miss nothing up to. */
  | { k: 'deliver'; client: string; room: string; list: Shown[]; cursor: number; reset?: true }
  | { k: 'left'; user: string; room: string; head: number }
  | { k: 'joining'; user: string; room: string }
  | { k: 'joined'; user: string; room: string; isNew: boolean }
  /** Reached a connection of somebody who was not a member then. */
  | { k: 'stray'; client: string; user: string; room: string; seqs: number[] }
  /** Reached a connection, or was taken from it, though its token had expired before the message was made. */
  | { k: 'late'; client: string; room: string; seq: number; lateMs: number }
  /** The newest seq heard, and the newest one that another session could read after that. */
  | { k: 'heads'; room: string; heard: number; committed: number }
  | { k: 'connection'; client: string; isUp: boolean }
  /** The connection was broken, or the page loaded again, on purpose. */
  | { k: 'flap'; client: string }
  | { k: 'fault'; id: string; phase: 'begin' | 'end' | 'skipped'; note?: string }
  | { k: 'server'; what: 'started' | 'ended'; code?: number | null; isExpected?: boolean }
  | { k: 'alarm'; line: string }
  | { k: 'final'; client: string; user: string; isOnline: boolean; pending: number; rooms: FinalRoom[] }
  /** What `GET /rooms` answers at the end. */
  | { k: 'list'; user: string; rooms: ListedRoom[] }
  /** A room's whole log as `GET /rooms/:id/messages` tells it at the end, oldest first. */
  | { k: 'pages'; room: string; list: Shown[] };

/**
 * `real`: the web client's own layer. `plain`: knows `message:new` and `lastSeenAt` only. `raw`: sends the same key over
 * several connections at once, so nothing is promised about the order of what it says.
 */
export type ClientKind = 'real' | 'plain' | 'raw';

export interface ListedRoom {
  room: string;
  unread: number;
  lastReadSeq: number;
  lastSeq: number;
}

export interface FinalRoom {
  room: string;
  cursor: number;
  /** Ids of the people it shows as online; missing when it shows no roster. */
  online?: string[];
}

/** What the database holds at the end. */
export interface FinalState {
  rooms: { room: string; lastSeq: number; memberCount: number }[];
  members: { room: string; user: string; lastReadSeq: number }[];
  /** Ascending by room and seq. `at` is in microseconds since the epoch. */
  messages: { room: string; seq: number; id: string; user: string; key: string; mark: string; at: number }[];
  /** By room: who had a connection in it at the end. */
  present: { room: string; users: string[] }[];
  sessionsIdleInTransaction: number;
}

export type Recorder = (event: HistoryEvent) => void;

const FLUSH_AT = 256 * 1024;

/** Writes the history to a file, a JSON line each, with the milliseconds since its start. */
export class HistoryFile {
  private readonly file: number;
  private readonly startedAt = performance.now();
  private waiting = '';

  constructor(readonly path: string) {
    this.file = openSync(path, 'w');
  }

  readonly record: Recorder = (event) => {
    const t = Math.round(performance.now() - this.startedAt);
    this.waiting += `${JSON.stringify({ t, ...event })}\n`;
    if (this.waiting.length > FLUSH_AT || event.k === 'fault') this.flush();
  };

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    writeSync(this.file, this.waiting);
    this.waiting = '';
  }
}

/** The events of a history file, in order. */
export function* readHistory(path: string): Generator<HistoryEvent> {
  const bytes = readFileSync(path);
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start);
    yield JSON.parse(bytes.toString('utf8', start, end)) as HistoryEvent;
    start = end + 1;
  }
}

/** What names a message in the history: the text up to its first space. */
export function markOf(text: string): string {
  const end = text.indexOf(' ');
  return end === -1 ? text : text.slice(0, end);
}

export function shortId(messageId: string): string {
  return messageId.slice(-12);
}
