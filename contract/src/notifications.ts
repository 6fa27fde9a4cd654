import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';
import type { Message } from './messages.js';
import type { NoticeLevel } from './notice-settings.js';

/** What makes a message worth an alert, the strongest first; `request` and `answer` are of requests to come into a room. */
export const NOTICE_CAUSES = [
  'reminder',
  'request',
  'answer',
  'direct',
  'mention',
  'keyword',
  'here',
  'all',
  'thread',
  'any',
] as const;
export type NoticeCause = (typeof NOTICE_CAUSES)[number];

/** Why nobody is alerted of a message, in the order in which it is asked. */
export const NOTICE_REFUSALS = [
  'own',
  'blocked',
  'unreadable',
  'read',
  'looking',
  'doNotDisturb',
  'muted',
  'level',
] as const;
export type NoticeRefusal = (typeof NOTICE_REFUSALS)[number];
export type NoticeReason = NoticeCause | NoticeRefusal;

/** Somebody was told of a message. */
export interface Alert {
  /** ISO 8601, UTC. */
  at: string;
  because: NoticeCause;
  isRead: boolean;
  /** As it is now. */
  message: Message;
}

/** Somebody asks to come into a room in which I answer, or I have asked and was answered. */
export interface RequestAlert {
  /** By it the alert is read, and `why` is asked, as by the id of a message. */
  id: string;
  /** ISO 8601, UTC. */
  at: string;
  isRead: boolean;
  what: 'asked' | 'accepted' | 'refused';
  /** Missing where the room is not there for me. */
  roomId?: string;
  roomName: string;
  /** Who asks. */
  user?: UserRef;
}

export interface AlertPage {
  /** What I was told last comes first. */
  alerts: Alert[];
  /** On the first page, where there are some: who waits for an answer of mine, and what I was answered; the newest first. */
  requests?: RequestAlert[];
  /** On the first page: since when my export is ready, and whether I know it. */
  exported?: { at: string; isRead: boolean };
  /** Where the next page goes on; missing on the last. */
  nextCursor?: string;
}

export interface NewAlert {
  /** Missing where it is the answer of a room that is not there for me. */
  roomId?: string;
  /** Of the message, or of the request. */
  messageId: string;
  because: NoticeCause;
  /** It is no message that this is about. */
  request?: RequestAlert;
  /** It stands in the list, but is not to disturb: do not disturb, or the room is muted. */
  isSilent?: true;
}

export interface ReadAlertsBody {
  /** Of which message, or request; left out: of all. */
  messageId?: string;
}

export interface AlertsRead {
  /** Missing: all rooms. */
  roomId?: string;
  /** Up to there. */
  seq?: number;
  /** Only what is said in the thread under this message. */
  rootId?: string;
  /** What is said in its threads, too; without it, and without `rootId`, only what the room shows. */
  threads?: true;
  /** Only the one of this message, whatever the seq. */
  messageId?: string;
  /** What is left. */
  unread: number;
}

/** Why somebody was told of a message, or was not. */
export interface NoticeWhy {
  /** Whether it was shown on their devices. */
  alert: boolean;
  /** Whether it stands in their list. */
  badge: boolean;
  because: NoticeReason;
  /** When they were told. */
  at?: string;
  /** What it would have been worth, where something stands against it. */
  cause?: NoticeCause;
  /** Which level holds, and whether it is that of the thread, of the room, or the one for all rooms of its kind. */
  level: NoticeLevel;
  levelOf: 'thread' | 'room' | 'settings';
}

export interface UnreadWhy {
  message: Message;
  because: NoticeCause;
}

export interface WhyUnread {
  /** Up to where the room was read. */
  lastReadSeq: number;
  /** All unread messages: counted up to `unreadCountMax`. */
  unread: number;
  /** The first of them, in their order. */
  messages: UnreadWhy[];
}

export interface Look {
  /** The room that a person looks at on this device; missing: none. */
  roomId?: string;
}

declare module './wire.js' {
  interface ClientToServer {
    /** What the person has before their eyes: of that nobody need tell them. */
    'presence:look': ClientEventOf<Look>;
  }
  interface ServerToClient {
    'alert:new': ServerEventOf<NewAlert>;
    'alerts:read': ServerEventOf<AlertsRead>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function notificationEvents() {
  const { roomId } = SAMPLE;
  return {
    client: {
      'presence:look': {
        summary:
          'Say which room the person has before their eyes on this device, or none: of that room they are not alerted.',
        payload: { roomId },
        ack: {},
      },
    },
    server: {
      'alert:new': {
        summary:
          'A message is worth an alert, or a request to come in; `because` names the rule. It comes behind the message itself.',
        payload: { roomId, messageId: SAMPLE.message.messageId, because: 'mention' },
      },
      'alerts:read': {
        summary: 'I have read alerts on one of my devices: of a room up to a seq, of one message, or all.',
        payload: { roomId, seq: 17, unread: 0 },
      },
    },
  } as const satisfies EventExamples;
}
