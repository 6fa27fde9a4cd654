import type { Change, ErrorCode, MessageChange } from '@chatket/contract';

/** A message as a client was shown it: seq, the last twelve digits of its id, and its mark; empty when it was deleted. */
export type Shown = readonly [seq: number, id: string, mark: string];
/** A change as a client was told it: seq, what happened, to which message, and the `rev` of the state that came with it. */
/** `renewed`: a state that stands for changes that were not told. */
export type ShownChange = readonly [
  seq: number,
  what: MessageChange['what'] | 'renewed',
  id: string,
  rev: number,
];
/** What became of a member or of the room, as a client was told it: seq, what happened, and to whom or what. */
export type ShownLine = readonly [seq: number, what: string, id: string];
/** A message as somebody holds it: see `lineOf`. */
export type Held = readonly [seq: number, line: string];

/**
 * What happened in a run, as seen from outside the server. A send is said once, invoked as often as it is put on the
 * wire, and each invocation ends as `ok`, `fail` (certainly not stored by it) or `info` (nobody knows).
 */
export type HistoryEvent =
  | { k: 'client'; client: string; user: string; kind: ClientKind }
  | { k: 'say'; client: string; user: string; room: string; mark: string }
  | { k: 'invoke'; client: string; room: string; key: string; mark: string; version: string }
  | { k: 'ok'; client: string; room: string; key: string; id: string; seq: number; at: string }
  | { k: 'fail'; client: string; room: string; key: string; code: ErrorCode }
  | { k: 'info'; client: string; room: string; key: string; code?: ErrorCode }
  /** Somebody asks for a change of a message, once for each time it is put on the wire. It ends like a send. */
  | ({ k: 'wish'; op: string; client: string; user: string; room: string; id: string } & Wish)
  | { k: 'granted'; op: string; seq?: number }
  | { k: 'refused'; op: string; code: ErrorCode }
  | { k: 'unknown'; op: string; code?: ErrorCode }
  /** Shown to the person; `cursor` is what the client believes to miss nothing up to. */
  | {
      k: 'deliver';
      client: string;
      room: string;
      list: Shown[];
      changes?: ShownChange[];
      lines?: ShownLine[];
      cursor: number;
      reset?: true;
    }
  /** Reached a connection behind something later, though it had not asked for it anew. */
  | { k: 'disorder'; client: string; room: string; seq: number; after: number }
  | { k: 'left'; user: string; room: string; head: number }
  /** Somebody is about to be put out, and was: by the entry of the log at that position. */
  | { k: 'removing'; user: string; room: string; isBan: boolean }
  | { k: 'removed'; user: string; room: string; isBan: boolean; seq: number }
  /** Somebody is about to be let in again who was banned, and was. */
  | { k: 'lifting'; user: string; room: string }
  | { k: 'lifted'; user: string; room: string }
  | { k: 'joining'; user: string; room: string }
  | { k: 'joined'; user: string; room: string; isNew: boolean }
  /** What a room is about was changed: acked. One after the other in each room. */
  | { k: 'retitled'; room: string; topic: string }
  /** Somebody came in by a link that was made for one. */
  | { k: 'accepted'; user: string; room: string; invite: string }
  /** What the room of two people is, by each answer. */
  | { k: 'opened'; users: string[]; room: string }
  /** What somebody was given of a room that keeps its past, right after they came: its head before that, and positions. */
  | { k: 'glimpsed'; user: string; room: string; head: number; seqs: number[] }
  /** An outsider asked for a private room, or for a list in which it might stand: whether the answer names it. */
  | { k: 'peeped'; user: string; room: string; door: 'room' | 'list'; status: number; isNamed: boolean }
  /** A message is about to be sent with these files; what their bytes are where they are to stay as they are. */
  | { k: 'attached'; room: string; key: string; files: { file: string; hash?: string }[] }
  /** Somebody reads a file of theirs: what they get, and whether that is at the end. */
  | { k: 'fetched'; file: string; status: number; hash: string; isLast: boolean }
  /** Somebody is about to say what a file shows, and did. */
  | { k: 'describing' | 'described'; file: string; alt: string }
  /** Somebody shows a picture of themselves. */
  | { k: 'portrayed'; user: string }
  /** In that room somebody may send so many messages in a window, as each of so many counts. */
  | { k: 'limited'; room: string; limit: number; windowMs: number; counters: number }
  /** What one of them has counted is gone, at that time in ms. */
  | { k: 'forgot'; at: number }
  /** A client was shown who is in a room: it is in there itself. */
  | { k: 'entered'; client: string; room: string }
  /** A client was told that somebody is not there any more. */
  | { k: 'away'; client: string; user: string; room: string }
  /** Somebody goes by another name. */
  | { k: 'named'; user: string; name: string }
  /** Somebody is about to delete their account, and did. */
  | { k: 'going' | 'gone'; user: string }
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
  /** What a device counts at the end. */
  | { k: 'counted'; client: string; user: string; rooms: Counted[] }
  /** What is unread in the threads that somebody follows, as the server lists it at the end, or a device counts it. */
  | { k: 'threads'; by: string; user: string; threads: CountedThread[] }
  /** A room's whole history as `GET /rooms/:id/messages` tells it at the end, oldest first. */
  | { k: 'pages'; room: string; states: Held[] }
  /** What a device holds of a room at the end: everything from the message `base` on. */
  | { k: 'copy'; client: string; user: string; room: string; base: number; states: Held[] }
  /** What a connection that comes anew at the end is told behind a position: messages, and the targets of changes. */
  | {
      k: 'synced';
      room: string;
      from: number;
      messages: Held[];
      changes: { what: ShownChange; line: string }[];
      lines: ShownLine[];
    }
  /** What a message is said to have been before. */
  | { k: 'revisions'; room: string; id: string; texts: string[] };

export type Wish =
  | { what: 'edit'; version: string }
  | { what: 'delete' }
  | { what: 'pin' | 'unpin' }
  | { what: 'react'; emoji: string; on: boolean };

/**
 * `real`: the web client's own layer. `plain`: knows `message:new` and `lastSeenAt` only. `raw`: sends the same key over
 * several connections at once, so nothing is promised about the order of what it says.
 */
export type ClientKind = 'real' | 'plain' | 'raw';

/** What is counted of a room for somebody. */
export interface Counted {
  room: string;
  unread: number;
  mentions: number;
  /** How many threads that they follow have something new. */
  threads: number;
}

/** What is counted of a thread for somebody who follows it, and has not read all of it. */
export interface CountedThread {
  room: string;
  root: string;
  unread: number;
  mentions: number;
}

export interface ListedRoom extends Counted {
  lastReadSeq: number;
  lastSeq: number;
}

export interface FinalRoom {
  room: string;
  cursor: number;
  /** Ids of the people it shows as online; missing when it shows no roster. */
  online?: string[];
}

export interface StoredMessage {
  room: string;
  seq: number;
  id: string;
  user: string;
  key: string;
  /** Both empty when it was deleted. */
  mark: string;
  version: string;
  isDeleted: boolean;
  /** Of the root of the thread in which it is said. */
  thread?: string;
  isInRoom: boolean;
  /** Ids of those whom its text names. */
  names: string[];
  /** In microseconds since the epoch. */
  at: number;
  /** See `lineOf`. */
  line: string;
}

export interface StoredEvent {
  room: string;
  seq: number;
  kind: Change['kind'];
  what: string;
  /** Of the message, the person or the room that it is about. */
  id: string;
}

/** What the database holds at the end. */
export interface FinalState {
  rooms: { room: string; lastSeq: number; memberCount: number; kind: string; topic: string | null }[];
  members: { room: string; user: string; lastReadSeq: number; threadsReadSeq: number; fromSeq: number }[];
  /** Who follows which thread, and up to where they have read it. */
  follows: { room: string; user: string; root: string; lastReadSeq: number }[];
  /** Ascending by room and seq. */
  messages: StoredMessage[];
  /** Changes of messages, members and rooms, ascending by room and seq. */
  events: StoredEvent[];
  /** Earlier texts, by the seq at which each was written. */
  revisions: { id: string; seq: number; mark: string; version: string }[];
  reactions: { id: string; emoji: string; user: string }[];
  /** By room: who had a connection in it at the end. */
  present: { room: string; users: string[] }[];
  bans: { room: string; user: string }[];
  invites: { invite: string; uses: number }[];
  /** After everything was swept that nobody needs. */
  files: StoredFile[];
  /** All that the place of the files has then. */
  objects: string[];
  /** Objects that are not files of messages: pictures of people, and of pages. */
  pictures: { of: 'person' | 'page'; user: string; key: string }[];
  names: { user: string; name: string }[];
  sessionsIdleInTransaction: number;
}

export interface StoredFile {
  file: string;
  /** Empty for one that was sent nowhere. */
  message: string;
  /** Of its bytes, and of its copies. */
  keys: string[];
  alt: string;
}

export type Recorder = (event: HistoryEvent) => void;

/** What names a message in the history: the text up to its first space, or line, which is where names of files follow. */
export function markOf(text: string): string {
  const end = text.search(/[ \n]/);
  return end === -1 ? text : text.slice(0, end);
}
