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
  INVALID_PASSWORD: 'error.wrongPassword',
  SECOND_FACTOR: 'error.session',
  FRESH_LOGIN: 'error.freshLogin',
  NOT_A_MEMBER: 'error.notMember',
  FORBIDDEN: 'error.forbidden',
  BANNED: 'error.banned',
  READ_ONLY: 'error.readOnly',
  NOT_FOR_GUESTS: 'error.notForGuests',
  SCOPE_MISSING: 'error.forbidden',
  MUTED: 'error.muted',
  BLOCKED_BY_RULE: 'error.blockedByRule',
  HELD: 'error.held',
  REGISTRATION_CLOSED: 'error.registrationClosed',
  INVITE_NEEDED: 'error.inviteNeeded',
  ADDRESS_NOT_ALLOWED: 'error.addressNotAllowed',
  ACCOUNT_DEACTIVATED: 'error.deactivated',
  NEW_ACCOUNT: 'error.newAccount',
  INVITES_PAUSED: 'error.invitesPaused',
  SLOW_MODE: 'error.slowMode',
  POLL_ENDED: 'error.pollEnded',
  ROOM_ARCHIVED: 'error.archived',
  LAST_OWNER: 'error.lastOwner',
  FIXED_PEOPLE: 'error.fixedPeople',
  EDIT_WINDOW_OVER: 'error.editWindowOver',
  ORIGIN_NOT_ALLOWED: 'error.address',
  NOT_FOUND: 'error.notFound',
  ROOM_NOT_FOUND: 'error.roomNotFound',
  MESSAGE_NOT_FOUND: 'error.messageNotFound',
  THREAD_NOT_FOUND: 'error.threadNotFound',
  INVITE_INVALID: 'error.inviteInvalid',
  SETUP_LINK_INVALID: 'error.setupLinkInvalid',
  METHOD_NOT_ALLOWED: 'error.outdated',
  CONFLICT: 'error.conflict',
  CONFIRM_REQUIRED: 'error.invalid',
  LIMIT_REACHED: 'error.limitReached',
  MESSAGE_DELETED: 'error.messageDeleted',
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
  password: 'error.password',
  text: 'error.text',
  search: 'error.search',
};
