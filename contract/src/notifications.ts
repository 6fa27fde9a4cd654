import { SAMPLE } from './samples.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';
import type { Message } from './messages.js';

export const NOTICE_LEVELS = ['all', 'mentions', 'none'] as const;
/** Of which messages of a room somebody wants to be told. */
export type NoticeLevel = (typeof NOTICE_LEVELS)[number];

/** What makes a message worth an alert, the strongest first. */
export const NOTICE_CAUSES = [
  'reminder',
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

/** What somebody has chosen for a room, on all their devices. */
export interface RoomNotices {
  roomId: string;
  /** Missing: as it is set for all rooms of its kind. */
  level?: NoticeLevel;
  /** Nothing of the room is told until then; ISO 8601, UTC, or for ever. Missing: it is not muted. */
  mutedUntil?: string;
}

/** `mutedUntil` of a room that is muted until somebody ends it. */
export const FOR_EVER = 'for-ever';

/** What is left out stays as it is. */
export interface RoomNoticesBody {
  /** Null: as it is set for all rooms of its kind. */
  level?: NoticeLevel | null;
  isMuted?: boolean;
  /** For how long, with `isMuted: true`; left out: for ever. */
  muteSeconds?: number;
}

/** Hours of the day in which somebody does not want to be disturbed. */
export interface QuietHours {
  /** `22:00`; later than `to`: over midnight. */
  from: string;
  to: string;
  /** The days on which they begin, 1 is Monday and 7 is Sunday. */
  days: number[];
}

/** What somebody has chosen for all rooms, on all their devices. */
export interface NoticeSettings {
  /** In direct rooms and groups. */
  direct: NoticeLevel;
  /** In all other rooms. */
  rooms: NoticeLevel;
  quietHours: QuietHours | null;
  /** Whose clock the quiet hours follow: an IANA time zone. */
  zone: string;
  /** Until then nothing disturbs; ISO 8601, UTC. */
  quietUntil: string | null;
}

/** What is left out stays as it is. */
export interface NoticeSettingsBody {
  direct?: NoticeLevel;
  rooms?: NoticeLevel;
  quietHours?: QuietHours | null;
  zone?: string;
  /** From now on, in seconds; 0 or null ends it. */
  quietSeconds?: number | null;
}

/** How it is before anything is chosen. */
export const NOTICE_DEFAULTS: NoticeSettings = {
  direct: 'all',
  rooms: 'mentions',
  quietHours: null,
  zone: 'UTC',
  quietUntil: null,
};

export interface MyNotices {
  settings: NoticeSettings;
  /** Only rooms for which something was chosen. */
  rooms: RoomNotices[];
  /** Alerts that have not been read: counted up to `unreadCountMax`. */
  unread: number;
}

/** Somebody was told of a message. */
export interface Alert {
  /** ISO 8601, UTC. */
  at: string;
  because: NoticeCause;
  isRead: boolean;
  /** As it is now. */
  message: Message;
}

export interface AlertPage {
  /** What I was told last comes first. */
  alerts: Alert[];
  /** Where the next page goes on; missing on the last. */
  nextCursor?: string;
}

export interface NewAlert {
  roomId: string;
  messageId: string;
  because: NoticeCause;
  /** It stands in the list, but is not to disturb: do not disturb, or the room is muted. */
  isSilent?: true;
}

export interface ReadAlertsBody {
  /** Of which message; left out: of all. */
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
  /** Which level holds, and whether it is that of the room or the one for all rooms of its kind. */
  level: NoticeLevel;
  levelOf: 'room' | 'settings';
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
    'notices:changed': ServerEventOf<NoticeSettings>;
    'notices:room': ServerEventOf<RoomNotices>;
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
        summary: 'A message is worth an alert; `because` names the rule. It comes behind the message itself.',
        payload: { roomId, messageId: SAMPLE.message.messageId, because: 'mention' },
      },
      'alerts:read': {
        summary: 'I have read alerts on one of my devices: of a room up to a seq, of one message, or all.',
        payload: { roomId, seq: 17, unread: 0 },
      },
      'notices:changed': {
        summary: 'I have changed on one of my devices of what I want to be told.',
        payload: {
          direct: 'all',
          rooms: 'mentions',
          quietHours: { from: '22:00', to: '07:00', days: [1, 2, 3, 4, 5] },
          zone: 'Europe/Istanbul',
          quietUntil: null,
        },
      },
      'notices:room': {
        summary: 'I have changed on one of my devices of what in a room I want to be told, or muted it.',
        payload: { roomId, level: 'all', mutedUntil: '2026-01-31T13:00:00.000Z' },
      },
    },
  } as const satisfies EventExamples;
}
