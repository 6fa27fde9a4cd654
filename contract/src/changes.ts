import type { Message } from './messages.js';
import { SAMPLE } from './samples.js';
import type { RoomProfile } from './room-profile.js';
import type { UserRef } from './users.js';
import type { EventExamples, ServerEventOf } from './wire.js';

/**
 * A change of a room: it takes the room's next seq as a message does. It names its target and carries the state in
 * which that is when the change is told: a client puts it in place unless it holds one with a greater `rev`.
 * A client takes the seq of a kind it does not know and leaves the rest.
 */
export type Change = MessageChange | MemberChange | RoomChange | HiddenChange;

/** What people see as a line between the messages. */
export type LineChange = MemberChange | RoomLine | PinLine;

interface ChangeOf<Kind extends string, What extends string> {
  seq: number;
  kind: Kind;
  what: What;
  /** When it happened: ISO 8601, UTC. */
  at: string;
  /** Who did it; missing where several people did, or the server. */
  by?: UserRef;
}

export interface MessageChange extends ChangeOf<
  'message',
  | 'edited'
  | 'deleted'
  | 'hidden'
  | 'shown'
  | 'reacted'
  | 'pinned'
  | 'unpinned'
  | 'voted'
  | 'ended'
  | 'described'
  | 'previewed'
  | 'unpreviewed'
> {
  /** The whole present state of the message that has changed. */
  message: Message;
}

/** That a message was pinned, as a line. In the log it is a `MessageChange`, which carries the message. */
export interface PinLine extends ChangeOf<'pin', 'pinned'> {
  messageId: string;
}

/** Somebody came, went, or is something else than before. Coming to a public room and leaving it is no entry. */
export interface MemberChange extends ChangeOf<
  'member',
  'joined' | 'added' | 'left' | 'kicked' | 'banned' | 'role'
> {
  user: UserRef;
  /** What they are from this seq on (`ROLES`); null for who is not a member any more. */
  role: number | null;
}

/** What holds for everybody in the room is something else than before. */
export interface RoomChange extends ChangeOf<
  'room',
  'renamed' | 'topic' | 'configured' | 'archived' | 'restored' | 'expired'
> {
  /** All of it, as it is when the change is told. */
  room: RoomProfile;
}

/** What people did to the room; that it forgets what is too old is no line every time. */
export interface RoomLine extends RoomChange {
  what: Exclude<RoomChange['what'], 'expired'>;
}

/**
 * Something has changed that was said before what is the reader's to read (`Room.fromSeq`). Told live only, so that the
 * log has no hole for whoever counts: its seq is all there is to it.
 */
export type HiddenChange = Omit<ChangeOf<'hidden', 'hidden'>, 'by'>;

/** What a room's log consists of, in the order of `seq`. */
export type LogEntry = Message | Change;

export function isChange(entry: LogEntry): entry is Change {
  return 'kind' in entry;
}

/** Whether it is about a message, and carries its present state. */
export function isMessageChange(entry: LogEntry): entry is MessageChange {
  return isChange(entry) && entry.kind === 'message';
}

/** The line between the messages that an entry is for people: what became of members, of the room, and that a message was pinned. */
export function lineOf(entry: LogEntry | PinLine): LineChange | undefined {
  if (!('kind' in entry)) return undefined;
  if (entry.kind === 'message') {
    if (entry.what !== 'pinned') return undefined;
    const { message, ...line } = entry;
    return { ...line, what: 'pinned', kind: 'pin', messageId: message.messageId };
  }
  if (entry.kind === 'room') return entry.what === 'expired' ? undefined : (entry as RoomLine);
  // Of a kind that is not known here, only its seq is taken.
  return entry.kind === 'member' || entry.kind === 'pin' ? entry : undefined;
}

/** The message that an entry is or carries; none where it is about people or the room. */
export function messageOf(entry: LogEntry): Message | undefined {
  if (!isChange(entry)) return entry;
  return entry.kind === 'message' ? entry.message : undefined;
}

export interface RoomLog {
  roomId: string;
  /** Ascending by seq. */
  entries: LogEntry[];
}

declare module './wire.js' {
  interface ServerToClient {
    'room:log': ServerEventOf<RoomLog>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function changeEvents() {
  const { roomId, message, alice, bob } = SAMPLE;
  return {
    server: {
      'room:log': {
        summary:
          'Entries of one room in order, to connections with `auth.log: 1`: messages, and changes of messages, members and of the room itself, which carry the whole present state of their target.',
        payload: {
          roomId,
          entries: [
            message,
            {
              seq: 18,
              kind: 'message',
              what: 'edited',
              at: '2026-01-31T12:01:00.000Z',
              by: alice,
              message: { ...message, text: 'Tea is ready.', rev: 18, editedAt: '2026-01-31T12:01:00.000Z' },
            },
            {
              seq: 19,
              kind: 'member',
              what: 'role',
              at: '2026-01-31T12:02:00.000Z',
              by: alice,
              user: bob,
              role: 1,
            },
            {
              seq: 20,
              kind: 'room',
              what: 'topic',
              at: '2026-01-31T12:03:00.000Z',
              by: alice,
              room: { name: 'Kitchen table', kind: 'public', topic: 'What there is to eat' },
            },
          ],
        },
      },
    },
  } as const satisfies EventExamples;
}
