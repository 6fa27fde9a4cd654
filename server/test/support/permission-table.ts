import {
  type Action,
  type ClientEvent,
  decide,
  type Decision,
  type ErrorCode,
  type Facts,
  type RoleName,
  ROLES,
  type RoomKind,
} from '@chatket/contract';

const STRANGERS = ['anonymous', 'outsider', 'former member'] as const;
const MEMBERS = Object.keys(ROLES) as RoleName[];
export const COLUMNS = [...STRANGERS, ...MEMBERS];
export type Column = (typeof COLUMNS)[number];

/** Kinds of rooms that people come into and leave. */
export const KINDS = ['public', 'private'] as const satisfies RoomKind[];
export type Kind = (typeof KINDS)[number];

/** What somebody is answered: a status, a code, or what an event says of the room. */
export type Answer = number | ErrorCode | 'done' | 'left out';

/** What asks nothing of the room: the same for all who are logged in, unless it says otherwise. */
type Open = { loggedIn: Answer; anonymous?: Answer };

/** What is done in a room: the table of the contract says who may. */
export interface InRoom {
  action: Action;
  /** What those are answered who may. */
  done: Answer;
  /** The same for members, where it differs, and for the only owner. */
  doneByMembers?: Answer;
  doneByOwner?: Answer;
  /** What all others are answered, where it is not the code of the decision. */
  refused?: Answer;
  /** What a member is answered who names a room that is not there. */
  nowhere: Answer;
  /** Whose message it is done to, for what is done to messages. */
  message?: 'own' | 'of a member' | 'of the owner';
}

export type Row = Open | InRoom;

const open = (loggedIn: Answer): Open => ({ loggedIn, anonymous: loggedIn });
const forAll = (loggedIn: Answer): Open => ({ loggedIn });

/** Routes that name a message and no room: nowhere is a message that is not there. */
const ofMessage = (action: Action): InRoom => ({
  action,
  message: 'of a member',
  done: 200,
  nowhere: 'MESSAGE_NOT_FOUND',
});

/** What every route answers. */
export const ROUTES: Record<string, Row> = {
  'GET /api/health': open(200),
  'GET /api/config': open(200),
  'POST /api/auth/request-code': open(201),
  'POST /api/auth/verify-code': open('INVALID_CODE'),
  'GET /api/rooms': forAll(200),
  'POST /api/rooms': forAll(201),
  'GET /api/rooms/{id}': { action: 'see', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'PATCH /api/rooms/{id}': { action: 'configure', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'POST /api/rooms/{id}/join': {
    action: 'join',
    done: 201,
    doneByMembers: 200,
    nowhere: 'ROOM_NOT_FOUND',
  },
  'DELETE /api/rooms/{id}/membership': {
    action: 'quit',
    done: 204,
    doneByOwner: 'LAST_OWNER',
    nowhere: 'ROOM_NOT_FOUND',
  },
  'GET /api/rooms/{id}/messages': { action: 'read', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/rooms/{id}/log': { action: 'read', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/messages/{id}/revisions': ofMessage('read'),
  'GET /api/messages/{id}/reactions': ofMessage('read'),
  'POST /api/messages/{id}/reactions': ofMessage('react'),
  'DELETE /api/messages/{id}/reactions/{emoji}': ofMessage('react'),
  'GET /api/messages/emojis': forAll(200),
};

/** An event has a row for each kind of message that it makes a difference to. */
export const EVENTS: Record<ClientEvent, Row[]> = {
  'rooms:sync': [{ action: 'follow', done: 'done', refused: 'left out', nowhere: 'left out' }],
  'room:join': [{ action: 'follow', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  // Nothing is given to whoever stops following.
  'room:leave': [forAll('done')],
  'room:read': [{ action: 'read', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'room:page': [{ action: 'read', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'message:send': [{ action: 'post', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'message:edit': [
    { action: 'edit', message: 'own', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'edit', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
  ],
  'message:delete': [
    { action: 'delete', message: 'own', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'delete', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'delete', message: 'of the owner', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
  ],
  'message:react': [{ action: 'react', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  // These name no room: nowhere is a message that is not there.
  'reaction:add': [{ action: 'react', message: 'of a member', done: 'done', nowhere: 'MESSAGE_NOT_FOUND' }],
  'reaction:remove': [
    { action: 'react', message: 'of a member', done: 'done', nowhere: 'MESSAGE_NOT_FOUND' },
  ],
  // Whoever is not in the room is told no more than that.
  'typing:update': [{ action: 'post', done: 'done', nowhere: 'NOT_A_MEMBER' }],
  'presence:ping': [{ action: 'read', done: 'done', refused: 'left out', nowhere: 'left out' }],
};

/** What somebody of that column is in the room; null for who is not a member. */
export const roleOf = (column: Column): number | null => (column in ROLES ? ROLES[column as RoleName] : null);

/** What the table says of somebody of that column. */
function decisionOn(row: InRoom, column: Column, kind: Kind): Decision {
  const isOwner = column === 'owner';
  const facts: Record<NonNullable<InRoom['message']>, Omit<Facts, 'role'>> = {
    own: { isOwn: true },
    'of a member': { isOwn: false, authorRole: ROLES.member },
    'of the owner': { isOwn: isOwner, authorRole: ROLES.owner },
  };
  return decide(row.action, { role: roleOf(column), kind, ...(row.message && facts[row.message]) });
}

/** What somebody of that column is answered. */
export function answerOf(row: Row, column: Column, kind: Kind): Answer {
  if ('loggedIn' in row) return column === 'anonymous' ? (row.anonymous ?? 'UNAUTHENTICATED') : row.loggedIn;
  if (column === 'anonymous') return 'UNAUTHENTICATED';
  const decision = decisionOn(row, column, kind);
  // A room that is hidden from somebody is answered as one that is not there.
  if (!decision.isAllowed && decision.because === 'ROOM_NOT_FOUND') return row.nowhere;
  if (!decision.isAllowed) return row.refused ?? decision.because;
  if (column === 'owner' && row.doneByOwner !== undefined) return row.doneByOwner;
  return roleOf(column) === null ? row.done : (row.doneByMembers ?? row.done);
}

/** What is missing, where the answer is `FORBIDDEN`. */
export function missing(row: Row, column: Column, kind: Kind): object {
  if ('loggedIn' in row) return {};
  const decision = decisionOn(row, column, kind);
  return 'need' in decision ? { need: decision.need, have: column } : {};
}
