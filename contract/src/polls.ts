import type { MessageStored } from './messages.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

/** Lengths are code points. */
export const POLL_LIMITS = {
  questionMax: 300,
  optionMax: 100,
  optionsMin: 2,
  optionsMax: 10,
  /** People that an option names; the others are counted. */
  votersShown: 20,
  /** How late at most a poll may end by itself. */
  secondsMax: 365 * 24 * 60 * 60,
} as const;

/** How people are asked. */
export interface PollTerms {
  /** Each different from the others. */
  options: string[];
  /** One may choose several. */
  isMultiple?: boolean;
  /** Nobody is told who has chosen what. */
  isAnonymous?: boolean;
  /** ISO 8601: nobody votes from then on. */
  endsAt?: string;
}

export interface PollOption {
  text: string;
  /** How many people have chosen it. */
  count: number;
  /** The first of them, in the order in which they chose it; missing where the poll is anonymous, or nobody did. */
  users?: UserRef[];
}

/** A poll as it is now: its question is the text of its message. */
export interface Poll {
  options: PollOption[];
  /** How many people have voted. */
  voters: number;
  isMultiple?: true;
  isAnonymous?: true;
  /** Nobody votes from then on. */
  endsAt?: string;
  /** Somebody has ended it. */
  ended?: { at: string; by: UserRef };
  /** The places of what I have chosen, ascending: told in answers to one person only. Missing: it is not told here. */
  mine?: number[];
}

/** A message that asks; `question` becomes its text. */
export interface PollCreate extends PollTerms {
  roomId: string;
  question: string;
  /** The key of the message, as that of `message:send`. */
  clientMsgId: string;
}

/** A state, not a toggle: to repeat it is harmless. Where one choice is allowed, setting one takes back another. */
export interface PollVote {
  roomId: string;
  messageId: string;
  /** The place of the option, from 0. */
  option: number;
  on: boolean;
}

export interface PollEnd {
  roomId: string;
  messageId: string;
}

/** What I have chosen, as it is since the change `seq`: told to all devices of mine. */
export interface PollVoted {
  roomId: string;
  messageId: string;
  seq: number;
  options: number[];
}

/** Whether people can vote. `now` in ms since the epoch. */
export function isPollOpen({ ended, endsAt }: Pick<Poll, 'ended' | 'endsAt'>, now: number): boolean {
  return !ended && (endsAt === undefined || Date.parse(endsAt) > now);
}

declare module './messages.js' {
  interface Message {
    poll?: Poll;
  }
}

declare module './rooms.js' {
  interface MyReactions {
    /** What I have chosen, where the message is a poll. */
    options?: number[];
  }
}

declare module './wire.js' {
  interface ClientToServer {
    'poll:create': ClientEventOf<PollCreate, MessageStored>;
    'poll:vote': ClientEventOf<PollVote, { seq?: number }>;
    'poll:end': ClientEventOf<PollEnd, { seq?: number }>;
  }
  interface ServerToClient {
    'poll:voted': ServerEventOf<PollVoted>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function pollEvents() {
  const { roomId, message } = SAMPLE;
  const { messageId, seq, createdAt } = message;
  const { optionsMin, optionsMax, questionMax, optionMax } = POLL_LIMITS;
  return {
    client: {
      'poll:create': {
        summary: `Ask the room: a message with the question (${String(questionMax)} characters at most) as its text, and ${String(optionsMin)} to ${String(optionsMax)} options of ${String(optionMax)} characters. One choice, unless \`isMultiple\`; who chose what is told, unless \`isAnonymous\`; \`endsAt\` lies ahead, a year at most. Otherwise as \`message:send\`, but never \`HELD\`.`,
        payload: {
          roomId,
          question: 'What do we cook?',
          options: ['Soup', 'Rice'],
          clientMsgId: 'c0ffee-0003',
        },
        ack: { messageId, seq, createdAt },
      },
      'poll:vote': {
        summary:
          'Choose an option of a poll (`on`), or take that back. `seq` is the change it made; none when it was so already. `POLL_ENDED`, and as `message:react`.',
        payload: { roomId, messageId, option: 0, on: true },
        ack: { seq: 22 },
      },
      'poll:end': {
        summary:
          'End a poll of mine, or as a moderator that of somebody with a lower role. `seq` is the change it made; none when it had ended already. `FORBIDDEN`, and as `message:react`.',
        payload: { roomId, messageId },
        ack: { seq: 23 },
      },
    },
    server: {
      'poll:voted': {
        summary:
          'What I have chosen in a poll, told to each device of mine with `auth.log`: what all are told does not say it.',
        payload: { roomId, messageId, seq: 22, options: [0] },
      },
    },
  } as const satisfies EventExamples;
}
