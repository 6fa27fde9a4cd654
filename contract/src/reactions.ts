import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

const TONED = /(.)[\u{1F3FB}-\u{1F3FF}]/gu;
const LOOKS_LIKE_EMOJI = /\p{Emoji_Presentation}/u;

/** An emoji without its skin tones, as it is written then: the tones of one emoji are one kind of reaction. */
export function emojiKind(emoji: string): string {
  return emoji.replace(TONED, (_toned, base: string) =>
    LOOKS_LIKE_EMOJI.test(base) ? base : `${base}\uFE0F`,
  );
}

/** One kind of reaction to a message. */
export interface Reaction {
  /** The emoji without its skin tone: the tones of one emoji are one kind. */
  emoji: string;
  /** How many people. */
  count: number;
  /** The first of them, up to `LIMITS.reactionUsersShown`, in the order in which they came. */
  users: UserRef[];
  /** I am one of them: told only where not all are shown, and only in answers to one person. */
  mine?: true;
}

/** A state, not a toggle: to repeat it is harmless. */
export interface MessageReact {
  roomId: string;
  messageId: string;
  /** One emoji, with or without a skin tone. */
  emoji: string;
  on: boolean;
}

/** What plain clients say. */
export interface PlainReaction {
  messageId: string;
  emoji: string;
}

/** What plain clients hear. */
export interface PlainReactionUpdate extends PlainReaction {
  user: UserRef;
  action: 'add' | 'remove';
}

declare module './wire.js' {
  interface ClientToServer {
    'message:react': ClientEventOf<MessageReact, { seq?: number }>;
    'reaction:add': ClientEventOf<PlainReaction>;
    'reaction:remove': ClientEventOf<PlainReaction>;
  }
  interface ServerToClient {
    'reaction:update': ServerEventOf<PlainReactionUpdate>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function reactionEvents() {
  const { roomId, message, alice } = SAMPLE;
  const messageId = message.messageId;
  const emoji = '👍';
  return {
    client: {
      'message:react': {
        summary:
          'Set (`on`) or take back a reaction. `seq` is the change it made; none when it was so already. `LIMIT_REACHED` beyond 20 kinds on a message, `MESSAGE_DELETED`.',
        payload: { roomId, messageId, emoji, on: true },
        ack: { seq: 20 },
      },
      'reaction:add': { summary: 'The same, for plain clients.', payload: { messageId, emoji }, ack: {} },
      'reaction:remove': { summary: 'The same, for plain clients.', payload: { messageId, emoji }, ack: {} },
    },
    server: {
      'reaction:update': {
        summary: 'Somebody reacted, or no longer, to connections without `auth.batch` and `auth.log`.',
        payload: { messageId, emoji, user: alice, action: 'add' },
      },
    },
  } as const satisfies EventExamples;
}
