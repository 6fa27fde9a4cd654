import fc from 'fast-check';
import { MADE_CREDENTIAL, SHOWN_CREDENTIAL } from './authenticator.js';
import { HANDOFF_KEY, TOMORROW, UNKNOWN_ID } from './rest.js';
import type { Operation } from './api-document.js';

/** A request, made up or good. */
export interface Call {
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

interface Insider {
  token: string;
  roomId: string;
  /** Of a message in that room. */
  messageId: string;
  /** Their own, and that of the only other member. */
  userId: string;
  memberId: string;
  /** A message of that member, and their report of one. */
  otherMessageId: string;
  reportId: string;
  /** A message of theirs that met a rule. */
  heldId: string;
  /** A message of theirs that is to be sent later. */
  scheduledId: string;
  /** A token of a program, a bot, and a token of that. */
  tokenId: string;
  botId: string;
  botTokenId: string;
  /** A webhook of the room. */
  hookId: string;
  /** A link for guests into another room, which fills up: here its owner wants to leave in the end. */
  guestRoomId: string;
  /** A room of the two that has no owner. */
  ownerlessId: string;
  inviteId: string;
  inviteToken: string;
  /** Their login in a browser: what a page of it sends along, and its id. */
  page: { origin: string; cookie: string };
  sessionId: string;
  /** The direct room of the two. */
  directId: string;
}

/** What is archived, and who is banned, by those who run the server is nobody's loss here. */
const roomFor = (path: string, insider: Insider) => {
  if (!path.startsWith('/api/server/rooms/')) return insider.roomId;
  return path.includes('/owner/') ? insider.ownerlessId : insider.guestRoomId;
};

/** What the path asks for. */
const idFor = ({ path, method }: Operation, name: string, insider: Insider) => {
  // The only owner stays one, whatever is made up.
  if (name === 'userId') return method === 'PATCH' ? insider.userId : insider.memberId;
  if (name === 'reportId') return insider.reportId;
  if (name === 'heldId') return insider.heldId;
  if (name === 'scheduledId') return insider.scheduledId;
  if (name === 'hookId') return insider.hookId;
  if (name === 'botId') return insider.botId;
  if (name === 'tokenId') return path.startsWith('/api/bots/') ? insider.botTokenId : insider.tokenId;
  if (name === 'rootId') return insider.messageId;
  if (name === 'inviteId') return insider.inviteId;
  if (name === 'token') return insider.inviteToken;
  if (path.startsWith('/api/server/rooms/')) return roomFor(path, insider);
  if (path.endsWith('/block') || path.endsWith('/server-mute')) return insider.memberId;
  if (path.includes('/sessions/{id}')) return insider.sessionId;
  if (path.startsWith('/api/dm/')) return insider.directId;
  if (path.includes('/invites/{inviteId}')) return insider.guestRoomId;
  if (path.includes('/users/{id}')) return insider.userId;
  if (path.endsWith('/report')) return insider.otherMessageId;
  return /\/(messages|saved|reminders)\/\{id\}/.test(path) ? insider.messageId : insider.roomId;
};

/** What only a page of the server may do. */
const OF_PAGES = ['POST /api/auth/refresh', 'POST /api/sessions'];

/** Texts of all kinds. */
export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e999',
    'null',
    'true',
    '__proto__',
    `' OR 1=1 --`,
    '\0',
    '%',
    '../..',
    UNKNOWN_ID,
  ),
);

/** Values of all kinds. */
export const value = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, true, 1e308, -0, [], {}),
);

/** Whatever somebody who is a member of one room might send. */
export function callOf(operation: Operation, insider: Insider): fc.Arbitrary<Call> {
  const { token, roomId } = insider;
  const names = (place: 'path' | 'query') =>
    operation.parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
  const record = (fields: string[]) =>
    fc.record(Object.fromEntries(fields.map((name) => [name, fc.oneof(known(roomId), value)])), {
      requiredKeys: [],
    });
  return fc
    .record({
      inPath: fc.record(
        Object.fromEntries(
          names('path').map((name) => [
            name,
            fc.oneof(
              fc.constant(idFor(operation, name, insider)),
              known(roomFor(operation.path, insider)),
              text.filter((part) => part !== ''),
            ),
          ]),
        ),
      ),
      query: fc.oneof(record(names('query')), fc.dictionary(text, text, { maxKeys: 3 })),
      body: fc.oneof(
        { weight: 4, arbitrary: record(operation.bodyFields).map((body) => JSON.stringify(body)) },
        { weight: 2, arbitrary: fc.json() },
        { weight: 1, arbitrary: text },
      ),
      type: fc.oneof(
        { weight: 6, arbitrary: fc.constant('application/json') },
        {
          weight: 1,
          arbitrary: fc.constantFrom('text/plain', 'multipart/form-data', 'application/json; charset=utf-7'),
        },
      ),
      login: fc.oneof(
        { weight: 6, arbitrary: fc.constant(`Bearer ${token}`) },
        { weight: 1, arbitrary: fc.constantFrom('', 'Bearer', 'Bearer x.y.z', `Basic ${token}`) },
      ),
    })
    .map(({ inPath, query, body, type, login }) => ({
      method: operation.method,
      path: address(operation.path, inPath, query),
      headers: { 'content-type': type, ...(login && { authorization: login }) },
      body: operation.method === 'GET' ? '' : body,
    }));
}

/** A call that is let in, so that what comes behind the door is seen for certain. */
export function goodCallOf(operation: Operation, insider: Insider): Call {
  const { method, path } = operation;
  const { token } = insider;
  const bodies: Record<string, object> = {
    '/api/auth/request-code': { username: 'somebody' },
    '/api/auth/verify-code': { username: 'somebody', code: '123456' },
    '/api/auth/upgrade': { username: 'somebody', code: '123456' },
    '/api/auth/register': { username: 'somebody', password: 'nine green tulips' },
    '/api/auth/login': { username: 'somebody', password: 'nine green tulips' },
    '/api/setup': { token: 'made-up', username: 'somebody' },
    '/api/setup/look': { token: 'made-up' },
    '/api/setup/oidc': { token: 'made-up' },
    '/api/me/username': { username: 'somebody' },
    '/api/me/deletion': { username: 'somebody' },
    '/api/me/export': { language: 'tr' },
    '/api/me/password': { password: 'nine green tulips' },
    '/api/auth/second-factor': { challengeId: UNKNOWN_ID, code: '123456' },
    ...(method !== 'POST' && { '/api/me/second-factor': { code: '123456' } }),
    '/api/auth/oidc/backchannel-logout': { logout_token: 'made-up' },
    '/api/auth/passkey/verify': { challengeId: UNKNOWN_ID, credential: SHOWN_CREDENTIAL },
    '/api/me/passkeys/verify': { challengeId: UNKNOWN_ID, name: 'Key', credential: MADE_CREDENTIAL },
    '/api/invites/{token}/guest': { name: 'somebody' },
    '/api/rooms': { name: 'Kitchen' },
    '/api/messages/{id}/reactions': { emoji: '👍' },
    '/api/rooms/{id}/members/{userId}/mute': { seconds: 60 },
    ...(method === 'PATCH' && { '/api/rooms/{id}/members/{userId}': { role: 3 } }),
    '/api/users/{id}/server-role': { role: 2 },
    ...(method === 'PATCH' && { '/api/users/me/privacy': { hidesReads: false } }),
    ...(method === 'PATCH' && { '/api/me': { displayName: 'Dora Doe', status: { emoji: '🌴' } } }),
    '/api/users/{id}/server-mute': { seconds: 60 },
    ...(method === 'PUT' && {
      '/api/server/invites': {},
      '/api/server/settings': { name: null, icon: null, registration: 'open', domains: [] },
    }),
    '/api/server/raid': { on: false },
    '/api/server/new-accounts': { hours: 0, messagesPerHour: null, links: true, direct: true },
    '/api/messages/{id}/report': { reason: 'spam' },
    '/api/rooms/{id}/reports/{reportId}/outcome': { outcome: 'dismissed' },
    '/api/rooms/{id}/held/{heldId}/outcome': { outcome: 'refused' },
    '/api/rooms/{id}/raid': { on: false },
    '/api/rooms/{id}/hooks': { name: 'builds' },
    '/api/rooms/{id}/rules': { kind: 'link', pattern: 'turnip.example', act: 'flag' },
    '/api/tokens': { name: 'A program', scope: 'read', days: 7 },
    '/api/bots': { name: 'weather' },
    '/api/bots/{botId}/tokens': { name: 'A program', scope: 'write' },
    '/api/rooms/{id}/scheduled': { text: 'Good morning.', at: TOMORROW },
    '/api/scheduled/{scheduledId}': { text: 'Good evening.' },
    ...(method === 'PUT' && { '/api/reminders/{id}': { at: TOMORROW } }),
    ...(method === 'PUT' && { '/api/saved/{id}': { note: 'for Monday', isDone: false } }),
    '/api/me/push': {
      endpoint: 'https://push.invalid/abc',
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      language: 'en',
    },
    '/api/me/email': { email: 'alice@example.org' },
    '/api/me/email/verify': { email: 'alice@example.org', code: '123456' },
    '/api/me/handoff/{handoffId}/approval': { number: '42' },
    '/api/auth/handoff/look': { token: HANDOFF_KEY },
    '/api/auth/handoff/ask': { token: HANDOFF_KEY },
    '/api/auth/handoff/finish': { claim: HANDOFF_KEY },
    '/api/me/phone': { number: '+491701234567' },
    '/api/me/phone/verify': { number: '+491701234567', code: '123456' },
    '/api/me/push/test': { endpoint: 'https://push.invalid/abc' },
    '/api/rooms/{id}/notifications': { level: 'all', isMuted: true, muteSeconds: 60 },
    '/api/me/notifications': {
      rooms: 'all',
      quietHours: { from: '22:00', to: '07:00', days: [1] },
      zone: 'Europe/Istanbul',
      quietSeconds: 60,
    },
    '/api/direct': { userIds: [insider.memberId] },
    '/api/me/keywords': { keywords: ['turnip'] },
    '/api/sidebar': {
      version: 0,
      favourites: [],
      sections: [],
      collapsed: [],
      sort: 'name',
      isUnreadOnly: false,
    },
  };
  return {
    method,
    path: address(
      path,
      {
        id: idFor(operation, 'id', insider),
        userId: idFor(operation, 'userId', insider),
        reportId: insider.reportId,
        emoji: '👍',
        token: insider.inviteToken,
        inviteId: insider.inviteId,
        ruleId: UNKNOWN_ID,
        heldId: insider.heldId,
        rootId: insider.messageId,
        scheduledId: insider.scheduledId,
        botId: insider.botId,
        hookId: insider.hookId,
        tokenId: idFor(operation, 'tokenId', insider),
        clientMsgId: UNKNOWN_ID,
      },
      path.endsWith('/search') ? { q: 'ali' } : {},
    ),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(OF_PAGES.includes(operation.name) && insider.page),
    },
    body: method === 'GET' ? '' : JSON.stringify(bodies[path] ?? {}),
  };
}

/** Half of the time what is asked for, so that calls get behind the door. */
const known = (roomId: string) =>
  fc.constantFrom<unknown>(
    roomId,
    roomId.toUpperCase(),
    UNKNOWN_ID,
    'true',
    '1',
    50,
    'Kitchen',
    '123456',
    'somebody',
  );

const textOf = (part: unknown) => (typeof part === 'string' ? part : JSON.stringify(part ?? null));

/** Text as it can stand in an address; half a surrogate pair has no encoding. */
const inAddress = (part: unknown) =>
  encodeURIComponent(textOf(part).replaceAll(/[\uD800-\uDFFF]/gu, '\uFFFD'));

function address(path: string, inPath: Record<string, unknown>, query: Record<string, unknown>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => inAddress(inPath[name]));
  const search = Object.entries(query).map(([name, part]) => `${inAddress(name)}=${inAddress(part)}`);
  return search.length > 0 ? `${filled}?${search.join('&')}` : filled;
}
