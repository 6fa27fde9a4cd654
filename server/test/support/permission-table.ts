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

const STRANGERS = ['anonymous', 'outsider', 'former member', 'guest of another room'] as const;
const MEMBERS = Object.keys(ROLES) as RoleName[];
/** A guest who was let into the room. */
const COLUMNS = [...STRANGERS, 'guest' as const, ...MEMBERS];
export type Column = (typeof COLUMNS)[number];

export const KINDS = ['public', 'private', 'direct', 'group'] as const satisfies RoomKind[];
export type Kind = (typeof KINDS)[number];

/** Nobody comes into a room that is its people, leaves it, or is more in it than a member. */
const COLUMNS_OF_FEW: Column[] = ['anonymous', 'outsider', 'member'];
export const isOfFew = (kind: Kind): boolean => kind === 'direct' || kind === 'group';
export const columnsOf = (kind: Kind): Column[] => (isOfFew(kind) ? COLUMNS_OF_FEW : COLUMNS);

/** What somebody is answered: a status, a code, or what an event says of the room. */
export type Answer = number | ErrorCode | 'done' | 'left out';

/** What asks nothing of the room: the same for all who are logged in, unless it says otherwise. */
type Open = { loggedIn: Answer; anonymous?: Answer; guest?: Answer };

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
  /** To it every room of another kind is one that is not there. */
  onlyIn?: Kind;
  /** What a member is answered who names a room that is not there. */
  nowhere: Answer;
  /** Whose message it is done to, for what is done to messages. */
  message?: 'own' | 'of a member' | 'of the owner';
  /** Who is named: somebody who is a member, as a guest or not, or who is not. */
  person?: 'a member' | 'a guest' | 'a newcomer';
  /** What they are to become. */
  newRole?: number;
}

export type Row = Open | InRoom;

const open = (loggedIn: Answer): Open => ({ loggedIn, anonymous: loggedIn, guest: loggedIn });
/** For whoever has an account; guests, who have none, are told so. */
const forAll = (loggedIn: Answer): Open => ({ loggedIn });
const forGuestsToo = (loggedIn: Answer, guest: Answer = loggedIn): Open => ({ loggedIn, guest });

/** Routes that name a message and no room: nowhere is a message that is not there. */
const ofMessage = (action: Action): InRoom => ({
  action,
  message: 'of a member',
  done: 200,
  nowhere: 'MESSAGE_NOT_FOUND',
});

/** What plain clients do in direct rooms. */
const inDirect = (action: Action, done: Answer): InRoom => ({
  action,
  onlyIn: 'direct',
  done,
  nowhere: 'ROOM_NOT_FOUND',
});

/** Routes that name a room and somebody in it. */
const ofPerson = (action: Action, done: number): InRoom => ({
  action,
  person: 'a member',
  done,
  nowhere: 'ROOM_NOT_FOUND',
});

/** What every route answers. */
export const ROUTES: Record<string, Row> = {
  'GET /api/health': open(200),
  'GET /api/health/live': open(200),
  'GET /api/config': open(200),
  'POST /api/auth/request-code': open(201),
  'POST /api/auth/verify-code': open('INVALID_CODE'),
  'POST /api/auth/upgrade': forGuestsToo('CONFLICT', 'INVALID_CODE'),
  // Codes are all there is by default.
  'POST /api/auth/register': open('NOT_FOUND'),
  'POST /api/auth/login': open('NOT_FOUND'),
  'POST /api/setup': open('SETUP_LINK_INVALID'),
  'POST /api/setup/look': open('SETUP_LINK_INVALID'),
  'POST /api/setup/oidc': open('NOT_FOUND'),
  'GET /api/me/password': forAll('NOT_FOUND'),
  'PUT /api/me/password': forAll('NOT_FOUND'),
  'POST /api/auth/second-factor': open('UNAUTHENTICATED'),
  'GET /api/me/second-factor': forAll(200),
  // Nobody of the scene has logged in, and nobody has one.
  'POST /api/me/second-factor': forAll('FRESH_LOGIN'),
  'PUT /api/me/second-factor': forAll('INVALID_CODE'),
  'DELETE /api/me/second-factor': forAll(204),
  // Nobody of the scene has logged in.
  'PUT /api/me/username': forAll('FRESH_LOGIN'),
  'POST /api/me/deletion': forAll('FRESH_LOGIN'),
  'POST /api/me/pause': forAll('FRESH_LOGIN'),
  'GET /api/me/export': forAll(200),
  'POST /api/me/export': forAll('FRESH_LOGIN'),
  'GET /api/files/export/{id}/zip': forGuestsToo('NOT_FOUND'),
  'GET /api/me/passkeys': forAll(200),
  'POST /api/me/passkeys/options': forAll('FRESH_LOGIN'),
  'POST /api/me/passkeys/verify': forAll('FRESH_LOGIN'),
  'DELETE /api/me/passkeys/{passkeyId}': forAll('FRESH_LOGIN'),
  // There is no single sign-on by default.
  'GET /api/auth/oidc/start': open('NOT_FOUND'),
  'GET /api/auth/oidc/callback': open('NOT_FOUND'),
  'POST /api/auth/oidc/backchannel-logout': open('NOT_FOUND'),
  'GET /api/me/oidc': forAll('NOT_FOUND'),
  'POST /api/me/oidc': forAll('NOT_FOUND'),
  'DELETE /api/me/oidc': forAll('NOT_FOUND'),
  'POST /api/server/oidc/test': forAll('FORBIDDEN'),
  'GET /api/server/oidc/test/{testId}': forAll('FORBIDDEN'),
  // They come with no cookie, and from no page.
  'POST /api/auth/passkey/options': open('ORIGIN_NOT_ALLOWED'),
  'POST /api/auth/passkey/verify': open('UNAUTHENTICATED'),
  'POST /api/auth/refresh': open('ORIGIN_NOT_ALLOWED'),
  'POST /api/auth/logout': open(204),
  'GET /api/me/email': forAll(200),
  'PUT /api/me/email': forAll('NO_MAIL'),
  'POST /api/me/email/verify': forAll('INVALID_CODE'),
  'DELETE /api/me/email': forAll('FRESH_LOGIN'),
  // Of one that is not there: those that are stand in auth/handoff.spec.
  'POST /api/me/handoff': forAll('FRESH_LOGIN'),
  'GET /api/me/handoff/{handoffId}': forAll('NOT_FOUND'),
  'POST /api/me/handoff/{handoffId}/approval': forAll('NOT_FOUND'),
  'DELETE /api/me/handoff': forAll(204),
  'POST /api/auth/handoff/look': open('UNAUTHENTICATED'),
  'POST /api/auth/handoff/ask': open('UNAUTHENTICATED'),
  'POST /api/auth/handoff/finish': open('UNAUTHENTICATED'),
  'GET /api/me/phone': forAll(200),
  'PUT /api/me/phone': forAll('NOT_FOUND'),
  'POST /api/me/phone/verify': forAll('INVALID_CODE'),
  'DELETE /api/me/phone': forAll('FRESH_LOGIN'),
  'GET /api/sessions': forGuestsToo(200),
  'POST /api/sessions': forGuestsToo('ORIGIN_NOT_ALLOWED'),
  'DELETE /api/sessions': forGuestsToo(204),
  'DELETE /api/sessions/{id}': forGuestsToo('NOT_FOUND'),
  // Tokens of programs, and bots, are somebody's own: those of others are not there.
  'GET /api/tokens': forAll(200),
  'POST /api/tokens': forAll(201),
  'DELETE /api/tokens/{tokenId}': forAll('NOT_FOUND'),
  'GET /api/bots': forAll(200),
  'POST /api/bots': forAll('VALIDATION'),
  'DELETE /api/bots/{botId}': forAll('NOT_FOUND'),
  'GET /api/bots/{botId}/tokens': forAll('NOT_FOUND'),
  'POST /api/bots/{botId}/tokens': forAll('NOT_FOUND'),
  'DELETE /api/bots/{botId}/tokens/{tokenId}': forAll('NOT_FOUND'),
  'GET /api/invites/{token}': open('INVITE_INVALID'),
  'GET /api/invites/{token}/picture': open('INVITE_INVALID'),
  'POST /api/invites/{token}/accept': forAll('INVITE_INVALID'),
  'POST /api/invites/{token}/guest': open('INVITE_INVALID'),
  'DELETE /api/invites/{token}/request': forAll('INVITE_INVALID'),
  'GET /api/rooms': forGuestsToo(200),
  'GET /api/users/me': forAll(200),
  // Nobody of the scene runs the server.
  'PUT /api/users/{id}/server-role': forAll('FORBIDDEN'),
  'PUT /api/users/{id}/server-mute': forAll('FORBIDDEN'),
  'DELETE /api/users/{id}/server-mute': forAll('FORBIDDEN'),
  'GET /api/server/codes': forAll(200),
  'GET /api/server/failed-mails': forAll(200),
  'POST /api/server/codes/{username}': forAll('NOT_FOUND'),
  'GET /api/server/people': forAll('FORBIDDEN'),
  'GET /api/server/people/{userId}/sessions': forAll('FORBIDDEN'),
  'DELETE /api/server/people/{userId}/sessions/{sessionId}': forAll('FORBIDDEN'),
  'PUT /api/server/people/{userId}/deactivation': forAll('FORBIDDEN'),
  'DELETE /api/server/people/{userId}/deactivation': forAll('FORBIDDEN'),
  'DELETE /api/server/people/{userId}/picture': forAll('FORBIDDEN'),
  'DELETE /api/server/people/{userId}/factors': forAll('FORBIDDEN'),
  'GET /api/server/state': forAll('FORBIDDEN'),
  'POST /api/server/jobs/{jobId}/retry': forAll('FORBIDDEN'),
  'GET /api/server/rooms': forAll('FORBIDDEN'),
  'POST /api/server/rooms/{id}/archive': forAll('FORBIDDEN'),
  'DELETE /api/server/rooms/{id}/archive': forAll('FORBIDDEN'),
  'PUT /api/server/rooms/{id}/bans/{userId}': forAll('FORBIDDEN'),
  'DELETE /api/server/rooms/{id}/bans/{userId}': forAll('FORBIDDEN'),
  'PUT /api/server/rooms/{id}/owner/{userId}': forAll('FORBIDDEN'),
  'POST /api/server/rooms/{id}/join': forAll('FORBIDDEN'),
  'GET /api/server/invites': forAll('FORBIDDEN'),
  'POST /api/server/invites': forAll('FORBIDDEN'),
  'DELETE /api/server/invites/{serverInviteId}': forAll('FORBIDDEN'),
  'GET /api/server/settings': forAll('FORBIDDEN'),
  'PUT /api/server/settings': forAll('FORBIDDEN'),
  'PUT /api/server/raid': forAll('FORBIDDEN'),
  'GET /api/server/new-accounts': forAll('FORBIDDEN'),
  'PUT /api/server/new-accounts': forAll('FORBIDDEN'),
  'GET /api/audit': forAll('FORBIDDEN'),
  'GET /api/audit/check': forAll('FORBIDDEN'),
  'GET /api/rooms/{id}/audit': { action: 'audit', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'POST /api/rooms': forAll(201),
  'GET /api/rooms/{id}': { action: 'see', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'PATCH /api/rooms/{id}': { action: 'configure', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  // What is behind the # tells rows of one route apart: what is said to it.
  'PATCH /api/rooms/{id}#topic': { action: 'describe', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'DELETE /api/rooms/{id}': { action: 'archive', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'POST /api/rooms/{id}/restore': { action: 'archive', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'POST /api/rooms/{id}/archive': { action: 'archive', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'DELETE /api/rooms/{id}/archive': { action: 'archive', done: 200, nowhere: 'ROOM_NOT_FOUND' },
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
  'POST /api/direct': forAll(201),
  'DELETE /api/direct/{id}': { action: 'close', done: 204, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/dm/conversations': forAll(200),
  'GET /api/dm/unread': forAll(200),
  'POST /api/dm/conversations/{userId}': forAll(201),
  'GET /api/dm/conversations/{id}': inDirect('read', 200),
  'GET /api/dm/conversations/{id}/messages': inDirect('read', 200),
  'POST /api/dm/conversations/{id}/read': inDirect('read', 200),
  'GET /api/users/search': forAll(200),
  // The id of the scene is no person's.
  'PUT /api/users/{id}/block': forGuestsToo('NOT_FOUND'),
  'DELETE /api/users/{id}/block': forGuestsToo('NOT_FOUND'),
  'GET /api/users/me/blocks': forGuestsToo(200),
  'GET /api/users/me/privacy': forGuestsToo(200),
  'PATCH /api/users/me/privacy': forGuestsToo(200),
  'GET /api/me': forAll(200),
  'PATCH /api/me': forAll(200),
  'PUT /api/me/picture': forAll('VALIDATION'),
  'DELETE /api/me/picture': forAll(200),
  'GET /api/users/profiles': forGuestsToo(200),
  'GET /api/search': forGuestsToo(200),
  'GET /api/sidebar': forGuestsToo(200),
  'PUT /api/sidebar': forGuestsToo(200),
  'GET /api/rooms/{id}/glimpse': { action: 'see', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'POST /api/rooms/{id}/invites': { action: 'invite', done: 201, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/rooms/{id}/invites': { action: 'invite', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  // Of a link, and of a person, that are not there: those that are stand in invites.spec.
  'DELETE /api/rooms/{id}/invites/{inviteId}': {
    action: 'read',
    done: 'NOT_FOUND',
    nowhere: 'ROOM_NOT_FOUND',
  },
  // Of a room into which one comes at once: those where one asks are in asking.spec.
  'POST /api/rooms/{id}/request': {
    action: 'ask',
    done: 201,
    doneByMembers: 200,
    nowhere: 'ROOM_NOT_FOUND',
  },
  'DELETE /api/rooms/{id}/request': { action: 'see', done: 204, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/rooms/{id}/requests': { action: 'moderate', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'POST /api/rooms/{id}/requests/{userId}/accept': {
    action: 'moderate',
    person: 'a newcomer',
    done: 'NOT_FOUND',
    nowhere: 'ROOM_NOT_FOUND',
  },
  'POST /api/rooms/{id}/requests/{userId}/refuse': {
    action: 'moderate',
    person: 'a newcomer',
    done: 'NOT_FOUND',
    nowhere: 'ROOM_NOT_FOUND',
  },
  'GET /api/rooms/{id}/messages': { action: 'read', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/rooms/{id}/log': { action: 'read', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/rooms/{id}/members': { action: 'follow', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/rooms/{id}/members/{userId}': ofPerson('follow', 200),
  'GET /api/rooms/{id}/members/{userId}/last-seen': ofPerson('follow', 200),
  'PUT /api/rooms/{id}/members/{userId}': { ...ofPerson('invite', 201), person: 'a newcomer' },
  'PATCH /api/rooms/{id}/members/{userId}': { ...ofPerson('setRole', 200), newRole: ROLES.moderator },
  'PATCH /api/rooms/{id}/members/{userId}#guest': {
    ...ofPerson('setRole', 200),
    person: 'a guest',
    newRole: ROLES.moderator,
  },
  'DELETE /api/rooms/{id}/members/{userId}': ofPerson('remove', 204),
  'PUT /api/rooms/{id}/members/{userId}/mute': ofPerson('mute', 200),
  'DELETE /api/rooms/{id}/members/{userId}/mute': ofPerson('mute', 204),
  'GET /api/rooms/{id}/bans': { action: 'moderate', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'DELETE /api/rooms/{id}/bans/{userId}': { ...ofPerson('remove', 204), person: 'a newcomer' },
  // Of oneself; what is told of others is in members/permissions.spec.ts.
  'GET /api/rooms/{id}/permissions': { action: 'see', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'POST /api/messages/{id}/report': { ...ofMessage('read'), done: 204 },
  'GET /api/rooms/{id}/reports': { action: 'moderate', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/rooms/{id}/rules': { action: 'moderate', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'POST /api/rooms/{id}/rules': { action: 'guard', done: 201, nowhere: 'ROOM_NOT_FOUND' },
  // Of a rule that is not there: twice is once.
  'DELETE /api/rooms/{id}/rules/{ruleId}': { action: 'guard', done: 204, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/rooms/{id}/hooks': { action: 'connect', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  // Nobody in the scene has just logged in, and there is none.
  'POST /api/rooms/{id}/hooks': { action: 'connect', done: 'FRESH_LOGIN', nowhere: 'ROOM_NOT_FOUND' },
  'DELETE /api/rooms/{id}/hooks/{hookId}': {
    action: 'connect',
    done: 'NOT_FOUND',
    nowhere: 'ROOM_NOT_FOUND',
  },
  'GET /api/rooms/{id}/held': { action: 'moderate', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  // Nothing waits in the scene.
  'PUT /api/rooms/{id}/held/{heldId}/outcome': {
    action: 'moderate',
    done: 'NOT_FOUND',
    nowhere: 'ROOM_NOT_FOUND',
  },
  'DELETE /api/rooms/{id}/held/{clientMsgId}': { action: 'read', done: 204, nowhere: 'ROOM_NOT_FOUND' },
  'PUT /api/rooms/{id}/raid': { action: 'guard', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  // Nothing is reported in the scene.
  'PUT /api/rooms/{id}/reports/{reportId}/outcome': {
    action: 'moderate',
    done: 'NOT_FOUND',
    nowhere: 'ROOM_NOT_FOUND',
  },
  'DELETE /api/rooms/{id}/reports/{reportId}/outcome': {
    action: 'moderate',
    done: 'NOT_FOUND',
    nowhere: 'ROOM_NOT_FOUND',
  },
  'GET /api/messages/{id}/revisions': ofMessage('read'),
  // Nothing of the scene is hidden.
  'GET /api/messages/{id}/hidden': { ...ofMessage('moderate'), done: 'MESSAGE_NOT_FOUND' },
  'GET /api/messages/{id}/reactions': ofMessage('read'),
  'POST /api/messages/{id}/reactions': ofMessage('react'),
  'DELETE /api/messages/{id}/reactions/{emoji}': ofMessage('react'),
  'GET /api/rooms/{id}/pins': { action: 'read', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'POST /api/rooms/{id}/uploads': { action: 'attach', done: 201, nowhere: 'ROOM_NOT_FOUND' },
  // Uploads of others, and what is no file, are not there.
  'GET /api/uploads/{id}': forGuestsToo('NOT_FOUND'),
  'PUT /api/uploads/{id}/parts/{part}': forGuestsToo('VALIDATION'),
  'POST /api/uploads/{id}/complete': forGuestsToo('NOT_FOUND'),
  'DELETE /api/uploads/{id}': forGuestsToo(204),
  'POST /api/files/cookie': forGuestsToo(204),
  'GET /api/files/{id}': forGuestsToo('NOT_FOUND'),
  'GET /api/files/{id}/{copy}': forGuestsToo('NOT_FOUND'),
  // Who sees one is asked by whose it is: pictures/pictures.spec.ts.
  'GET /api/files/pictures/{key}/256': forGuestsToo('NOT_FOUND'),
  'PUT /api/rooms/{id}/picture': { action: 'configure', done: 'VALIDATION', nowhere: 'ROOM_NOT_FOUND' },
  'DELETE /api/rooms/{id}/picture': { action: 'configure', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/threads': forGuestsToo(200),
  'GET /api/rooms/{id}/threads': { action: 'read', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/rooms/{id}/threads/{rootId}/messages': {
    action: 'read',
    done: 'THREAD_NOT_FOUND',
    nowhere: 'ROOM_NOT_FOUND',
  },
  'GET /api/saved': forGuestsToo(200),
  'GET /api/saved/ids': forGuestsToo(200),
  'PUT /api/saved/{id}': ofMessage('read'),
  'DELETE /api/saved/{id}': forGuestsToo(204),
  'PUT /api/reminders/{id}': ofMessage('read'),
  'DELETE /api/reminders/{id}': forGuestsToo(204),
  'POST /api/rooms/{id}/scheduled': { action: 'post', done: 201, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/scheduled': forGuestsToo(200),
  // Nobody finds what somebody else has scheduled.
  'PATCH /api/scheduled/{scheduledId}': forGuestsToo('NOT_FOUND'),
  'DELETE /api/scheduled/{scheduledId}': forGuestsToo(204),
  'GET /api/drafts': forGuestsToo(200),
  'GET /api/messages/emojis': forAll(200),
  'GET /api/digests/off': open('NOT_FOUND'),
  'POST /api/digests/off': open('NOT_FOUND'),
  'GET /api/push/key': forGuestsToo(200),
  'PUT /api/me/push': forGuestsToo(204),
  'DELETE /api/me/push': forGuestsToo(204),
  'POST /api/me/push/test': forGuestsToo(200),
  'GET /api/me/notifications': forGuestsToo(200),
  'PATCH /api/me/notifications': forGuestsToo(200),
  'PATCH /api/rooms/{id}/notifications': { action: 'read', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/alerts': forGuestsToo(200),
  'POST /api/alerts/read': forGuestsToo(204),
  'GET /api/messages/{id}/why': ofMessage('read'),
  'GET /api/rooms/{id}/why-unread': { action: 'read', done: 200, nowhere: 'ROOM_NOT_FOUND' },
  'GET /api/mentions': forGuestsToo(200),
  'GET /api/me/keywords': forAll(200),
  'PUT /api/me/keywords': forAll(400),
};

/** An event has a row for each kind of message that it makes a difference to. */
export const EVENTS: Record<ClientEvent, Row[]> = {
  'rooms:sync': [{ action: 'follow', done: 'done', refused: 'left out', nowhere: 'left out' }],
  'room:join': [{ action: 'follow', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  // Nothing is given to whoever stops following.
  'room:leave': [forGuestsToo('done')],
  'room:read': [{ action: 'read', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'rooms:read': [{ action: 'read', done: 'done', refused: 'left out', nowhere: 'left out' }],
  'room:unread': [{ action: 'read', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'room:receipts': [{ action: 'read', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'room:page': [{ action: 'read', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'message:send': [
    { action: 'post', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'reply', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
  ],
  'message:edit': [
    { action: 'edit', message: 'own', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'edit', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
  ],
  'message:hide': [
    { action: 'hide', message: 'own', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'hide', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'hide', message: 'of the owner', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
  ],
  'message:show': [
    { action: 'hide', message: 'own', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'hide', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'hide', message: 'of the owner', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
  ],
  'message:delete': [
    { action: 'delete', message: 'own', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'delete', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'delete', message: 'of the owner', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
  ],
  'message:react': [{ action: 'react', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'message:pin': [{ action: 'pin', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  // Into the room that it is from: what the other room lets people write is asked as by message:send.
  'message:forward': [
    { action: 'forward', message: 'own', done: 'done', nowhere: 'MESSAGE_NOT_FOUND' },
    { action: 'forward', message: 'of a member', done: 'done', nowhere: 'MESSAGE_NOT_FOUND' },
  ],
  'thread:read': [{ action: 'read', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'thread:follow': [{ action: 'read', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'draft:save': [{ action: 'read', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'poll:create': [{ action: 'post', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'poll:vote': [{ action: 'vote', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' }],
  'poll:end': [
    { action: 'endPoll', message: 'own', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'endPoll', message: 'of a member', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'endPoll', message: 'of the owner', done: 'done', nowhere: 'ROOM_NOT_FOUND' },
  ],
  // What they name has no files: files/describing.spec.ts describes some.
  'file:describe': [
    { action: 'attach', message: 'own', done: 'MESSAGE_NOT_FOUND', nowhere: 'ROOM_NOT_FOUND' },
  ],
  // What they name has no previews: previews/showing.spec.ts has some.
  'preview:show': [
    { action: 'showPreview', message: 'own', done: 'NOT_FOUND', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'showPreview', message: 'of a member', done: 'NOT_FOUND', nowhere: 'ROOM_NOT_FOUND' },
    { action: 'showPreview', message: 'of the owner', done: 'NOT_FOUND', nowhere: 'ROOM_NOT_FOUND' },
  ],
  // These name no room: nowhere is a message that is not there.
  'reaction:add': [{ action: 'react', message: 'of a member', done: 'done', nowhere: 'MESSAGE_NOT_FOUND' }],
  'reaction:remove': [
    { action: 'react', message: 'of a member', done: 'done', nowhere: 'MESSAGE_NOT_FOUND' },
  ],
  // Whoever is not in the room is told no more than that.
  'typing:update': [{ action: 'post', done: 'done', nowhere: 'NOT_A_MEMBER' }],
  'presence:ping': [{ action: 'read', done: 'done', refused: 'left out', nowhere: 'left out' }],
  'presence:look': [{ action: 'read', done: 'done', nowhere: 'NOT_A_MEMBER' }],
  'auth:refresh': [forGuestsToo('UNAUTHENTICATED')],
  'dm:send': [inDirect('post', 'done')],
  'dm:typing': [inDirect('post', 'done')],
};

/** What somebody of that column is in the room; null for who is not a member. */
export function roleOf(column: Column): number | null {
  if (column === 'guest') return ROLES.member;
  return column in ROLES ? ROLES[column as RoleName] : null;
}

export const isGuest = (column: Column): boolean => column === 'guest' || column === 'guest of another room';

/** What the table says of somebody of that column. */
function decisionOn(row: InRoom, column: Column, kind: Kind): Decision {
  const isOwner = column === 'owner';
  const facts: Record<NonNullable<InRoom['message']>, Omit<Facts, 'role'>> = {
    own: { isOwn: true },
    'of a member': { isOwn: false, authorRole: ROLES.member },
    'of the owner': { isOwn: isOwner, authorRole: isOfFew(kind) ? ROLES.member : ROLES.owner },
  };
  return decide(row.action, {
    role: roleOf(column),
    kind,
    isGuest: isGuest(column),
    ...(row.message && facts[row.message]),
    ...(row.person && {
      targetRole: row.person === 'a newcomer' ? null : ROLES.member,
      isTargetGuest: row.person === 'a guest',
    }),
    ...(row.newRole !== undefined && { newRole: row.newRole }),
  });
}

/** What somebody of that column is answered. */
export function answerOf(row: Row, column: Column, kind: Kind): Answer {
  if ('loggedIn' in row) {
    if (isGuest(column)) return row.guest ?? 'NOT_FOR_GUESTS';
    return column === 'anonymous' ? (row.anonymous ?? 'UNAUTHENTICATED') : row.loggedIn;
  }
  if (column === 'anonymous') return 'UNAUTHENTICATED';
  if (row.onlyIn !== undefined && row.onlyIn !== kind) return row.nowhere;
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
  return 'need' in decision ? { need: decision.need, have: column === 'guest' ? 'member' : column } : {};
}
