import type { FactorMethod } from './auth.js';
import type { ProofTask } from './login-proof.js';
import type { Need } from './permissions.js';
import type { RoleName } from './roles.js';

/**
 * Every error the wire can carry: the HTTP status it has on REST and whether the same request can succeed later
 * without being changed. Clients switch on the code, never on the text.
 */
export const ERRORS = {
  VALIDATION: { status: 400, retryable: false },
  UNAUTHENTICATED: { status: 401, retryable: false },
  TOKEN_EXPIRED: { status: 401, retryable: false },
  INVALID_CODE: { status: 401, retryable: false },
  INVALID_PASSWORD: { status: 401, retryable: false },
  INVALID_PASSKEY: { status: 401, retryable: false },
  OIDC_FAILED: { status: 401, retryable: false },
  SECOND_FACTOR: { status: 401, retryable: false },
  FRESH_LOGIN: { status: 403, retryable: false },
  NOT_A_MEMBER: { status: 403, retryable: false },
  FORBIDDEN: { status: 403, retryable: false },
  BANNED: { status: 403, retryable: false },
  ASK_FIRST: { status: 403, retryable: false },
  ASKED_BEFORE: { status: 403, retryable: false },
  READ_ONLY: { status: 403, retryable: false },
  NOT_FOR_GUESTS: { status: 403, retryable: false },
  SCOPE_MISSING: { status: 403, retryable: false },
  MUTED: { status: 403, retryable: false },
  BLOCKED_BY_RULE: { status: 403, retryable: false },
  HELD: { status: 403, retryable: false },
  REGISTRATION_CLOSED: { status: 403, retryable: false },
  INVITE_NEEDED: { status: 403, retryable: false },
  ADDRESS_NOT_ALLOWED: { status: 403, retryable: false },
  OIDC_NO_ACCOUNT: { status: 403, retryable: false },
  OIDC_NOT_ALLOWED: { status: 403, retryable: false },
  OIDC_NOT_FRESH: { status: 403, retryable: false },
  ACCOUNT_DEACTIVATED: { status: 403, retryable: false },
  NEW_ACCOUNT: { status: 403, retryable: false },
  NEW_ACCOUNT_RATE: { status: 429, retryable: false },
  INVITES_PAUSED: { status: 409, retryable: true },
  EDIT_WINDOW_OVER: { status: 403, retryable: false },
  CANNOT_OWN: { status: 409, retryable: false },
  ORIGIN_NOT_ALLOWED: { status: 403, retryable: false },
  NOT_FOUND: { status: 404, retryable: false },
  ROOM_NOT_FOUND: { status: 404, retryable: false },
  MESSAGE_NOT_FOUND: { status: 404, retryable: false },
  ATTACHMENT_NOT_FOUND: { status: 404, retryable: false },
  THREAD_NOT_FOUND: { status: 404, retryable: false },
  INVITE_INVALID: { status: 404, retryable: false },
  NO_MAIL: { status: 404, retryable: false },
  SETUP_LINK_INVALID: { status: 404, retryable: false },
  METHOD_NOT_ALLOWED: { status: 405, retryable: false },
  CONFLICT: { status: 409, retryable: false },
  NAME_TAKEN: { status: 409, retryable: false },
  OIDC_TAKEN: { status: 409, retryable: false },
  OWNER_BY_NAME: { status: 409, retryable: false },
  ROOMS_NEED_OWNER: { status: 409, retryable: false },
  NAME_NEEDED: { status: 409, retryable: false },
  PROOF_NEEDED: { status: 428, retryable: false },
  CONFIRM_REQUIRED: { status: 409, retryable: false },
  LIMIT_REACHED: { status: 409, retryable: false },
  UPLOAD_INCOMPLETE: { status: 409, retryable: false },
  POLL_ENDED: { status: 409, retryable: false },
  ROOM_ARCHIVED: { status: 409, retryable: false },
  LAST_WAY_IN: { status: 409, retryable: false },
  LAST_OWNER: { status: 409, retryable: false },
  FIXED_PEOPLE: { status: 409, retryable: false },
  MESSAGE_DELETED: { status: 410, retryable: false },
  PAYLOAD_TOO_LARGE: { status: 413, retryable: false },
  PICTURE_UNREADABLE: { status: 415, retryable: false },
  FILE_HARMFUL: { status: 422, retryable: false },
  UNKNOWN_EVENT: { status: 404, retryable: false },
  RATE_LIMITED: { status: 429, retryable: true },
  SLOW_MODE: { status: 429, retryable: true },
  TOO_MANY_REQUESTS: { status: 429, retryable: true },
  TOO_MANY_ATTEMPTS: { status: 429, retryable: true },
  TOO_MANY_CONNECTIONS: { status: 429, retryable: true },
  INTERNAL: { status: 500, retryable: false },
  UNAVAILABLE: { status: 503, retryable: true },
  OIDC_AWAY: { status: 503, retryable: true },
  PICTURE_FAILED: { status: 503, retryable: true },
  QUOTA_REACHED: { status: 507, retryable: false },
  STORAGE_FULL: { status: 507, retryable: false },
  DRAINING: { status: 503, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

/** The body of every failing REST answer. */
export interface RestError {
  statusCode: number;
  code: ErrorCode;
  message: string;
  /** Names the failing request in the server's log. */
  traceId: string;
  /** The input fields that were refused, for `VALIDATION`. */
  fields?: FieldError[];
  /** What one has to be in the room, and what one is, for `FORBIDDEN` and `READ_ONLY`. */
  need?: Need;
  have?: RoleName;
  /** Which rooms somebody else has to own first, for `ROOMS_NEED_OWNER`. */
  rooms?: NamedRoom[];
  /** Under which id the second factor is proven, and by what, for `SECOND_FACTOR`. */
  challengeId?: string;
  methods?: FactorMethod[];
  /** What has to be worked out first, for `PROOF_NEEDED`. */
  proof?: ProofTask;
}

export interface NamedRoom {
  id: string;
  name: string;
}

export interface FieldError {
  /** Path of the field, such as `rooms[0].roomId`. */
  field: string;
  message: string;
}

/** The ack of every client event that failed. */
export interface AckFailure {
  success: false;
  error: string;
  code: ErrorCode;
  retryable: boolean;
  traceId: string;
  fields?: FieldError[];
  /** What one has to be in the room, and what one is, for `FORBIDDEN` and `READ_ONLY`. */
  need?: Need;
  have?: RoleName;
  /** How many people it would speak to, for `CONFIRM_REQUIRED`. */
  count?: number;
  /** After how long the same request may succeed, where that is known. */
  retryAfterMs?: number;
  /** ISO time until which the sender is muted in the room, for `RATE_LIMITED`: by the server's clock. */
  mutedUntil?: string;
  /** What is left of the mute: for whoever counts down, whatever their own clock says. */
  mutedForMs?: number;
}
