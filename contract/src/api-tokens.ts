import type { UserRef } from './users.js';
import type { ClientEvent } from './wire.js';

/** Lengths are code points. */
export const TOKEN_LIMITS = {
  nameMax: 60,
  /** So many tokens one has, or a bot of one's own; and so many bots. */
  tokensMax: 20,
  botsMax: 10,
  /** For so long at most, where it ends at all. */
  daysMax: 3_650,
} as const;

export const TOKEN_SCOPES = ['read', 'write'] as const;
/** `read`: looks and listens. `write`: also says and changes what its person may, but nothing of the account itself. */
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** What programs log in with: one of mine, or of a bot. */
export interface ApiToken {
  id: string;
  name: string;
  scope: TokenScope;
  createdAt: string;
  /** To within a few minutes; missing when it was never used. */
  lastSeenAt?: string;
  /** Missing: until it is taken back. */
  endsAt?: string;
}

export interface CreateApiToken {
  name: string;
  scope: TokenScope;
  /** Until when it counts; missing: until it is taken back. */
  days?: number;
}

/** Told once, when it is made. */
export interface NewApiToken extends ApiToken {
  token: string;
}

/** An account for a program, made by a person. */
export interface Bot extends UserRef {
  createdAt: string;
}

export interface CreateBot {
  /** What people call it; `~bot` is put behind it. */
  name: string;
}

/** What one may do with a token that only reads. */
export const READING_EVENTS: ReadonlySet<ClientEvent> = new Set<ClientEvent>([
  'rooms:sync',
  'room:join',
  'room:leave',
  'room:page',
  'room:receipts',
  'presence:ping',
  'presence:look',
]);
