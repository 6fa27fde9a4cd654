import type { UserRef } from './users.js';

export const HOOK_LIMITS = {
  /** So many a room has. */
  perRoomMax: 20,
  /** So often one may be called in a minute, over and above what the room allows. */
  callsPerMinute: 120,
  bodyMaxBytes: 64 * 1024,
} as const;

/** Where programs that know nothing of this server put what a room is to be told: in the words of Slack. */
export interface Hook {
  id: string;
  /** As whom it speaks in the room: a member that is marked as a program. */
  user: UserRef;
  createdBy: UserRef;
  createdAt: string;
  /** To within a minute; missing when it was never used. */
  lastUsedAt?: string;
  /** Whether it works: its maker may still make one, and its member is still in the room. */
  isWorking: boolean;
}

export interface CreateHook {
  /** What people call it; `~bot` is put behind it. */
  name: string;
}

/** The only answer that ever holds the path: of its secret a hash is stored. */
export interface NewHook extends Hook {
  /** Below the address of the server: `/hooks/{id}/{secret}`. */
  path: string;
}

/** What its caller is answered, as text, beside `ok`. */
export const HOOK_ANSWERS = {
  invalid_payload: 400,
  no_text: 400,
  msg_too_long: 400,
  action_prohibited: 403,
  no_service: 404,
  channel_is_archived: 410,
  rate_limited: 429,
  service_unavailable: 503,
} as const satisfies Record<string, number>;
export type HookAnswer = keyof typeof HOOK_ANSWERS;
