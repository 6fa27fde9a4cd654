import { SAMPLE } from './samples.js';
import type { EventExamples, ServerEventOf } from './wire.js';

export const NOTICE_LEVELS = ['all', 'mentions', 'none'] as const;
/** Of which messages of a room somebody wants to be told. */
export type NoticeLevel = (typeof NOTICE_LEVELS)[number];

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

export const MAIL_DIGESTS = ['never', 'hourly', 'daily'] as const;
/** How often at most somebody who was away is told by mail of what they have missed. */
export type MailDigest = (typeof MAIL_DIGESTS)[number];

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
  mailDigest: MailDigest;
}

/** What is left out stays as it is. */
export interface NoticeSettingsBody {
  direct?: NoticeLevel;
  rooms?: NoticeLevel;
  quietHours?: QuietHours | null;
  zone?: string;
  /** From now on, in seconds; 0 or null ends it. */
  quietSeconds?: number | null;
  mailDigest?: MailDigest;
}

/** How it is before anything is chosen. */
export const NOTICE_DEFAULTS: NoticeSettings = {
  direct: 'all',
  rooms: 'mentions',
  quietHours: null,
  zone: 'UTC',
  quietUntil: null,
  mailDigest: 'daily',
};

export interface MyNotices {
  settings: NoticeSettings;
  /** Only rooms for which something was chosen. */
  rooms: RoomNotices[];
  /** Alerts that have not been read: counted up to `unreadCountMax`. */
  unread: number;
  /** I have an address, and this server tells me by mail of what I miss, as `mailDigest` says. */
  isMailed: boolean;
}

declare module './wire.js' {
  interface ServerToClient {
    'notices:changed': ServerEventOf<NoticeSettings>;
    'notices:room': ServerEventOf<RoomNotices>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function noticeSettingsEvents() {
  const { roomId } = SAMPLE;
  return {
    server: {
      'notices:changed': {
        summary: 'I have changed on one of my devices of what I want to be told.',
        payload: {
          direct: 'all',
          rooms: 'mentions',
          quietHours: { from: '22:00', to: '07:00', days: [1, 2, 3, 4, 5] },
          zone: 'Europe/Istanbul',
          quietUntil: null,
          mailDigest: 'daily',
        },
      },
      'notices:room': {
        summary: 'I have changed on one of my devices of what in a room I want to be told, or muted it.',
        payload: { roomId, level: 'all', mutedUntil: '2026-01-31T13:00:00.000Z' },
      },
    },
  } as const satisfies EventExamples;
}
