import type { NoticeCause, RequestAlert } from './notifications.js';

/** What a push message may tell of what was said. */
export const PUSH_CONTENTS = ['full', 'sender', 'none'] as const;
export type PushContent = (typeof PUSH_CONTENTS)[number];

/** Whether this server pushes messages, and by which key a browser knows it. */
export interface PushKey {
  isOn: boolean;
  /** Base64url; missing where it does not. */
  key?: string;
  /** Missing where it does not. */
  content?: PushContent;
}

/** A device to which messages are pushed, as its browser describes it. */
export interface PushSubscriptionBody {
  /** Where its push service takes them. */
  endpoint: string;
  /** Base64url. */
  p256dh: string;
  auth: string;
  /** Of what is shown there. */
  language: string;
}

export interface PushEndpoint {
  endpoint: string;
}

/** What became of a push to one of my devices. */
export interface PushOutcome {
  /** It is the one that was named. */
  isThis: boolean;
  outcome: 'sent' | 'gone' | 'refused' | 'unreachable';
  /** What the push service answered. */
  status?: number;
}

/** What a service worker is told. Room, sender and text as far as the server lets them out. */
export interface PushedMessage {
  kind: 'message';
  roomId: string;
  messageId: string;
  seq: number;
  /** Of the thread in which it is said, where the room does not show it. */
  rootId?: string;
  because: NoticeCause;
  room?: string;
  sender?: string;
  text?: string;
  language: string;
  /** Rooms, and threads of them, that were read since the push before: up to where. Their notes go. */
  read?: { roomId: string; seq: number; rootId?: string }[];
}

/** Somebody asks to come in, or I have asked and was answered. Room and name as far as the server lets them out. */
export interface PushedRequest {
  kind: 'request';
  id: string;
  what: RequestAlert['what'];
  /** Missing where the room is not there for me. */
  roomId?: string;
  room?: string;
  name?: string;
  language: string;
}

/** The text of a message that was pushed is gone: its note says so. */
export interface PushedGone {
  kind: 'gone';
  roomId: string;
  messageId: string;
  language: string;
}

export type PushPayload =
  PushedMessage | PushedRequest | PushedGone | { kind: 'test' | 'export'; language: string };
