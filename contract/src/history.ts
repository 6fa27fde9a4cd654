import { LIMITS } from './limits.js';
import type { LineChange } from './changes.js';
import type { Message } from './messages.js';
import { SAMPLE } from './samples.js';
import type { ClientEventOf, EventExamples } from './wire.js';

/** Which part of a room's history. Without a message to go by it is the newest. */
export interface RoomPage {
  roomId: string;
  /** Messages at most; `LIMITS.historyPageDefault` when it is left out. */
  limit?: number;
  /** The page ends right before this place: the id of a message, or a seq. */
  before?: string;
  /** The page begins right after this place. */
  after?: string;
  /** This place is in the middle of the page. */
  around?: string;
  /** With what became of members and of the room, which people see as lines between the messages. */
  log?: boolean;
}

export interface HistoryPage {
  /** Oldest first. */
  messages: Message[];
  /** With `log`: the lines between these messages, oldest first. Together they are as many as the limit says. */
  lines?: LineChange[];
  /** Where the next page goes on, in the direction asked for; missing on the last page. With `log` it is a seq. */
  nextCursor?: string;
}

declare module './wire.js' {
  interface ClientToServer {
    'room:page': ClientEventOf<RoomPage, HistoryPage>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function historyEvents() {
  const { roomId, message } = SAMPLE;
  return {
    client: {
      'room:page': {
        summary: `A page of the history, oldest message first: the newest, or before, after, around one message (one of the three at most). At most ${String(LIMITS.historyPageMax)} messages. The same as \`GET /api/rooms/{id}/messages\`; with \`log\` as \`GET /api/rooms/{id}/log\`, with what became of members and of the room in \`lines\`: such a page may be short, or empty, and still have a \`nextCursor\`.`,
        payload: { roomId, limit: LIMITS.historyPageDefault, before: message.messageId },
        ack: { messages: [message], nextCursor: message.messageId },
      },
    },
  } as const satisfies EventExamples;
}
