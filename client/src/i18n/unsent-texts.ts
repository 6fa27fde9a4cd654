import type { ErrorCode } from '@chatket/contract';
import type { MessageId } from './messages';

/** Why a message was not sent, in the few words that stand beside it, for every code there is; see `error-texts.ts`. */
export const UNSENT_TEXTS = {
  VALIDATION: 'pending.invalid',
  UNAUTHENTICATED: 'pending.session',
  TOKEN_EXPIRED: 'pending.session',
  INVALID_CODE: 'pending.refused',
  NOT_A_MEMBER: 'pending.notMember',
  FORBIDDEN: 'pending.forbidden',
  EDIT_WINDOW_OVER: 'pending.editWindowOver',
  ORIGIN_NOT_ALLOWED: 'pending.refused',
  NOT_FOUND: 'pending.refused',
  ROOM_NOT_FOUND: 'pending.noRoom',
  MESSAGE_NOT_FOUND: 'pending.noMessage',
  METHOD_NOT_ALLOWED: 'pending.outdated',
  CONFLICT: 'pending.conflict',
  LIMIT_REACHED: 'pending.limitReached',
  MESSAGE_DELETED: 'pending.messageDeleted',
  PAYLOAD_TOO_LARGE: 'pending.tooLarge',
  UNKNOWN_EVENT: 'pending.outdated',
  RATE_LIMITED: 'pending.tooMany',
  TOO_MANY_REQUESTS: 'pending.tooMany',
  TOO_MANY_ATTEMPTS: 'pending.tooMany',
  TOO_MANY_CONNECTIONS: 'pending.refused',
  INTERNAL: 'pending.server',
  UNAVAILABLE: 'pending.server',
  DRAINING: 'pending.server',
} as const satisfies Record<ErrorCode, MessageId>;
