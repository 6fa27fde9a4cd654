import { LIMITS } from './limits.js';
import type { Message } from './messages.js';
import type { NoticeLevel } from './notice-settings.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

/**
 * What has been said in the thread under a message. It changes by replies only, and no entry of the log says so: whoever
 * hears a reply with a seq beyond `lastSeq` counts it (`withReply`), and of two states the one with the greater `lastSeq`
 * is the newer, whatever their `rev` is (`newerThread`).
 */
export interface ThreadSummary {
  /** All that were ever written, deleted ones too. */
  replies: number;
  /** The seq of the last one. */
  lastSeq: number;
  /** When that was written. */
  lastAt: string;
  /** Who replied last, the last first; at most `LIMITS.threadFacesMax`. */
  who: UserRef[];
}

/** The summary when a reply has been heard. It can be heard twice. */
export function withReply(
  thread: ThreadSummary | undefined,
  { seq, createdAt, sender }: Pick<Message, 'seq' | 'createdAt' | 'sender'>,
): ThreadSummary {
  if (thread && seq <= thread.lastSeq) return thread;
  const others = (thread?.who ?? []).filter(({ id }) => id !== sender.id);
  return {
    replies: (thread?.replies ?? 0) + 1,
    lastSeq: seq,
    lastAt: createdAt,
    who: [sender, ...others].slice(0, LIMITS.threadFacesMax),
  };
}

/** Of two that were read of one message at different times the later. */
export function newerThread(
  one: ThreadSummary | undefined,
  other: ThreadSummary | undefined,
): ThreadSummary | undefined {
  if (!one || !other) return one ?? other;
  return other.lastSeq > one.lastSeq ? other : one;
}

/** Whether a message is shown between the others of its room: what is said in a thread only is not. */
export function isShownInRoom({ threadId, inRoom }: Pick<Message, 'threadId' | 'inRoom'>): boolean {
  return threadId === undefined || inRoom === true;
}

/** Where somebody is in a thread. */
export interface ThreadState {
  isFollowing: boolean;
  /** Of what in it I want to be told; missing: of all replies, where the room tells of threads. */
  level?: NoticeLevel | undefined;
  lastReadSeq: number;
  /** Replies of others behind `lastReadSeq`, counted up to `LIMITS.unreadCountMax`. */
  unread: number;
  /** Of those what speaks to me, counted as it is; missing: nothing, or a server of before. */
  mentions?: number | undefined;
  /** Their seqs, ascending: whoever counts live adds to these. Missing: none. */
  mentionedAt?: number[] | undefined;
}

/** A thread in a list. */
export interface ThreadItem extends ThreadState {
  roomId: string;
  root: Message;
}

/** Replies of a thread, the oldest first. */
export interface ThreadPage extends ThreadItem {
  messages: Message[];
  /** There are older ones than these. */
  hasMore: boolean;
}

export interface ThreadRead {
  roomId: string;
  rootId: string;
  /** The last reply that was seen. Going back changes nothing, going beyond the head means the head. */
  seq: number;
}

/** A state, not a toggle: to repeat it is harmless. */
export interface ThreadFollowing {
  roomId: string;
  rootId: string;
  on: boolean;
  /** With `on`: of what in it to be told, whatever holds in its room. Null: as it is by itself. Left out, it stays. */
  level?: NoticeLevel | null;
}

declare module './messages.js' {
  interface Message {
    /** The root of the thread that it is said in. */
    threadId?: string;
    /** What is said in a thread is shown in the room too. */
    inRoom?: true;
    /** What is said in the thread under it. */
    thread?: ThreadSummary;
  }
  interface MessageSend {
    /** Says it in the thread of this message of the same room; a reply stands for its root. */
    threadId?: string | null;
    /** Shows what is said in a thread in the room too. */
    alsoInRoom?: boolean;
  }
}

declare module './rooms.js' {
  interface Room {
    /** How many threads that the caller follows have something unread; missing where none has. */
    unreadThreads?: number;
  }
}

declare module './wire.js' {
  interface ClientToServer {
    'thread:read': ClientEventOf<ThreadRead, ThreadState>;
    'thread:follow': ClientEventOf<ThreadFollowing, ThreadState>;
  }
  interface ServerToClient {
    /** One of my devices has read a thread, or I follow it now, or no longer. */
    'thread:state': ServerEventOf<{ roomId: string; rootId: string; unreadThreads: number } & ThreadState>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function threadEvents() {
  const { roomId, message } = SAMPLE;
  const rootId = message.messageId;
  const state = { isFollowing: true, lastReadSeq: 23, unread: 0 };
  return {
    client: {
      'thread:read': {
        summary:
          'Say up to where a thread has been read. It never goes back, and never beyond the head. `THREAD_NOT_FOUND`.',
        payload: { roomId, rootId, seq: 23 },
        ack: state,
      },
      'thread:follow': {
        summary:
          'Be told of what is said in a thread (`on`), or no longer, and of how much of it (`level`). The author of its root and those who reply follow it by themselves. `THREAD_NOT_FOUND`.',
        payload: { roomId, rootId, on: true },
        ack: state,
      },
    },
    server: {
      'thread:state': {
        summary: 'One of my devices has read a thread, or I follow it now, or no longer.',
        payload: {
          ...{ roomId, rootId, unreadThreads: 1 },
          ...state,
          ...{ unread: 2, mentions: 1, mentionedAt: [25] },
        },
      },
    },
  } as const satisfies EventExamples;
}
