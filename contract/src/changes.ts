import type { Message } from './messages.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { EventExamples, ServerEventOf } from './wire.js';

/**
 * A change of a room: it takes the room's next seq as a message does. It names its target and carries the state in
 * which that is when the change is told: a client puts it in place unless it holds one with a greater `rev`.
 * A client takes the seq of a kind it does not know and leaves the rest.
 */
export type Change = MessageChange;

export interface MessageChange {
  seq: number;
  kind: 'message';
  what: 'edited' | 'deleted' | 'reacted';
  /** When it happened: ISO 8601, UTC. */
  at: string;
  /** Who did it; missing where several people did. */
  by?: UserRef;
  /** The whole present state of the message that has changed. */
  message: Message;
}

/** What a room's log consists of, in the order of `seq`. */
export type LogEntry = Message | Change;

export function isChange(entry: LogEntry): entry is Change {
  return 'kind' in entry;
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
  const { roomId, message, alice } = SAMPLE;
  return {
    server: {
      'room:log': {
        summary:
          'Entries of one room in order, to connections with `auth.log: 1`: messages, and changes of messages that carry the whole present state of their target.',
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
          ],
        },
      },
    },
  } as const satisfies EventExamples;
}
