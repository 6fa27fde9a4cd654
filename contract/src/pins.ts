import { LIMITS } from './limits.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples } from './wire.js';

/** A message that everybody in the room is to find again. */
export interface MessagePin {
  at: string;
  by: UserRef;
}

/** A state, not a toggle: to repeat it is harmless. */
export interface MessagePinning {
  roomId: string;
  messageId: string;
  on: boolean;
}

declare module './messages.js' {
  interface Message {
    pinned?: MessagePin;
  }
}

declare module './wire.js' {
  interface ClientToServer {
    'message:pin': ClientEventOf<MessagePinning, { seq?: number }>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function pinEvents() {
  const { roomId, message } = SAMPLE;
  return {
    client: {
      'message:pin': {
        summary: `Pin a message of the room for everybody (\`on\`), or take the pin away; at most ${String(LIMITS.pinsMax)} a room. \`seq\` is the change it made; none when it was so already. \`LIMIT_REACHED\`, \`FORBIDDEN\`, \`MESSAGE_DELETED\`, \`MESSAGE_NOT_FOUND\`, \`ROOM_ARCHIVED\`.`,
        payload: { roomId, messageId: message.messageId, on: true },
        ack: { seq: 21 },
      },
    },
  } as const satisfies EventExamples;
}
