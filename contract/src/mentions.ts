import type { Everyone } from './mention-text.js';
import type { Message } from './messages.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { EventExamples, ServerEventOf } from './wire.js';

/** Whom a message really speaks to: members of its room when it was said. What else looks like a name is text. */
export interface Mentions {
  /** By username. */
  people?: SpokenPerson[];
  everyone?: Everyone;
}

/** Somebody whom a message speaks to. */
export interface SpokenPerson extends UserRef {
  /** What they were called before, where they have changed their name: an older text may speak of them so. */
  names?: string[];
}

/** Why a message is in somebody's list. */
export type MentionKind = 'person' | 'all' | 'here' | 'keyword';

/** A message that speaks to somebody, for that person. */
export interface Mentioned {
  kind: MentionKind;
  message: Message;
}

export interface MentionsPage {
  mentions: Mentioned[];
  /** Ask again with it for the older ones; missing at the end. */
  cursor?: string;
}

/** Words somebody wants to be told of, in all their rooms. Nobody else is told of them. */
export interface Keywords {
  keywords: string[];
}

/** What of one message counts for me only: it has one of my words, or I was here when everybody here was spoken to. */
export interface MentionNoted {
  roomId: string;
  messageId: string;
  seq: number;
  /** False where it is so no longer. */
  on: boolean;
}

declare module './messages.js' {
  interface Message {
    mentions?: Mentions;
  }
  interface MessageSend {
    /** Speak to everybody, however many they are. Whoever may not does not. */
    mentionAll?: boolean;
  }
  interface MessageStored {
    /** People whom the text names and who are not in the room. */
    notMembers?: UserRef[];
  }
}

declare module './rooms.js' {
  interface Room {
    /** Of `unread` those that speak to the caller, counted as it is; missing from older servers. */
    mentions?: number;
    /** Their seqs, ascending: whoever counts live adds to these, and to those behind what is read. Missing: none. */
    mentionedAt?: number[];
  }
}

declare module './wire.js' {
  interface ServerToClient {
    'mention:noted': ServerEventOf<MentionNoted>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function mentionEvents() {
  const { roomId, message } = SAMPLE;
  return {
    server: {
      'mention:noted': {
        summary:
          'A message counts as one that speaks to you, for a reason that is nobody else’s: a keyword, or `@here` while you were here. To connections with `auth.log`.',
        payload: { roomId, messageId: message.messageId, seq: message.seq, on: true },
      },
    },
  } as const satisfies EventExamples;
}
