import type { ErrorCode } from '@chatket/contract';
import type { MessageId } from './messages';

/**
 * What to tell the person about an action that failed, for every code there is: a new one does not compile without.
 * What the server says in words is for developers and is never shown.
 */
export const ERROR_TEXTS = {
  VALIDATION: 'error.invalid',
  UNAUTHENTICATED: 'error.session',
  TOKEN_EXPIRED: 'error.session',
  INVALID_CODE: 'error.wrongCode',
  NOT_A_MEMBER: 'error.notMember',
  ORIGIN_NOT_ALLOWED: 'error.address',
  NOT_FOUND: 'error.notFound',
  ROOM_NOT_FOUND: 'error.roomNotFound',
  MESSAGE_NOT_FOUND: 'error.messageNotFound',
  METHOD_NOT_ALLOWED: 'error.outdated',
  PAYLOAD_TOO_LARGE: 'error.tooLarge',
  UNKNOWN_EVENT: 'error.outdated',
  RATE_LIMITED: 'error.tooMany',
  TOO_MANY_REQUESTS: 'error.tooMany',
  TOO_MANY_ATTEMPTS: 'error.tooManyToday',
  TOO_MANY_CONNECTIONS: 'error.tooManyWindows',
  INTERNAL: 'error.server',
  UNAVAILABLE: 'error.server',
  DRAINING: 'error.server',
  OFFLINE: 'error.offline',
} as const satisfies Record<ErrorCode | 'OFFLINE', MessageId>;

/** Where more is known than that an input was refused, by the refused field. */
export const FIELD_TEXTS: Readonly<Record<string, MessageId>> = {
  name: 'error.roomName',
  username: 'error.username',
  code: 'error.wrongCode',
  text: 'error.text',
  search: 'error.search',
};

/** Why a message was not sent: the same in the few words that stand beside it. */
export const UNSENT_TEXTS = {
  VALIDATION: 'pending.invalid',
  UNAUTHENTICATED: 'pending.session',
  TOKEN_EXPIRED: 'pending.session',
  INVALID_CODE: 'pending.refused',
  NOT_A_MEMBER: 'pending.notMember',
  ORIGIN_NOT_ALLOWED: 'pending.refused',
  NOT_FOUND: 'pending.refused',
  ROOM_NOT_FOUND: 'pending.noRoom',
  MESSAGE_NOT_FOUND: 'pending.refused',
  METHOD_NOT_ALLOWED: 'pending.outdated',
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

/** The text for a code in one of these tables. A newer server may know codes that this page does not. */
export function textOf<Text extends MessageId, Otherwise extends MessageId>(
  table: Readonly<Record<string, Text>>,
  code: string | undefined,
  otherwise: Otherwise,
): Text | Otherwise {
  return (code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined) ?? otherwise;
}
