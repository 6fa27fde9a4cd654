import type { ClientEvent } from '@chatket/contract';
import { TOMORROW } from './rest.js';

/** What somebody asks about who came to a room when things had been said. */
export interface Asked {
  roomId: string;
  /** A message from before they came, or, to compare, one that never was. */
  messageId: string;
}

/** A request over REST: method, path and body. */
export type Request = [method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object];

/** Ways through a door; none for a door behind which nothing is that was said in a room. */
type Door<Way> = (asked: Asked) => Way[];
const nothing = () => [];

const aboutMessage =
  (method: Request[0], rest: string, body?: object): Door<Request> =>
  ({ messageId }) => [[method, `/api/messages/${messageId}/${rest}`, body]];
const pages =
  (name: string): Door<Request> =>
  ({ roomId, messageId }) => [
    ['get', `/api/rooms/${roomId}/${name}`],
    ['get', `/api/rooms/${roomId}/${name}?limit=1`],
    ...['before', 'after', 'around'].map((place): Request => [
      'get',
      `/api/rooms/${roomId}/${name}?limit=100&${place}=${messageId}`,
    ]),
  ];

/** Every route: a new one has to say here how what was said before somebody came could come through it. */
export const ROUTE_DOORS: Record<string, Door<Request>> = {
  'GET /api/health': nothing,
  'GET /api/config': nothing,
  'POST /api/auth/request-code': nothing,
  'POST /api/auth/verify-code': nothing,
  'GET /api/rooms': () => [
    ['get', '/api/rooms'],
    ['get', '/api/rooms?limit=100'],
    ['get', '/api/rooms?all=true'],
    ['get', '/api/rooms?all=true&sort=activity'],
  ],
  'POST /api/rooms': nothing,
  'POST /api/auth/upgrade': nothing,
  'POST /api/auth/register': nothing,
  'POST /api/auth/login': nothing,
  'GET /api/me/password': nothing,
  'PUT /api/me/password': nothing,
  'POST /api/auth/second-factor': nothing,
  'GET /api/me/second-factor': nothing,
  'POST /api/me/second-factor': nothing,
  'PUT /api/me/second-factor': nothing,
  'DELETE /api/me/second-factor': nothing,
  'POST /api/auth/refresh': nothing,
  'POST /api/auth/logout': nothing,
  'GET /api/sessions': nothing,
  'POST /api/sessions': nothing,
  'DELETE /api/sessions': nothing,
  'DELETE /api/sessions/{id}': nothing,
  'GET /api/users/me': nothing,
  'GET /api/users/search': nothing,
  'GET /api/users/me/blocks': nothing,
  'GET /api/users/me/privacy': nothing,
  'PATCH /api/users/me/privacy': nothing,
  'GET /api/me': nothing,
  'PATCH /api/me': nothing,
  'GET /api/users/profiles': nothing,
  'PUT /api/users/{id}/block': nothing,
  'DELETE /api/users/{id}/block': nothing,
  'GET /api/search': ({ roomId }) => [
    ['get', '/api/search?q=newcomers'],
    ['get', `/api/search?q=in:${roomId}&limit=50`],
  ],
  'PUT /api/users/{id}/server-role': nothing,
  'PUT /api/users/{id}/server-mute': nothing,
  'DELETE /api/users/{id}/server-mute': nothing,
  'GET /api/server/people': nothing,
  'GET /api/server/people/{userId}/sessions': nothing,
  'DELETE /api/server/people/{userId}/sessions/{sessionId}': nothing,
  'PUT /api/server/people/{userId}/deactivation': nothing,
  'DELETE /api/server/people/{userId}/deactivation': nothing,
  'GET /api/server/rooms': nothing,
  'POST /api/server/rooms/{id}/archive': nothing,
  'DELETE /api/server/rooms/{id}/archive': nothing,
  'PUT /api/server/rooms/{id}/bans/{userId}': nothing,
  'DELETE /api/server/rooms/{id}/bans/{userId}': nothing,
  'PUT /api/server/rooms/{id}/owner/{userId}': nothing,
  'POST /api/server/rooms/{id}/join': nothing,
  'GET /api/server/settings': nothing,
  'PUT /api/server/settings': nothing,
  'PUT /api/server/raid': nothing,
  'GET /api/sidebar': nothing,
  'PUT /api/sidebar': nothing,
  'GET /api/audit': () => [['get', '/api/audit']],
  'GET /api/audit/check': nothing,
  'GET /api/rooms/{id}/audit': ({ roomId }) => [
    ['get', `/api/rooms/${roomId}/audit`],
    ['get', `/api/rooms/${roomId}/audit?format=csv`],
  ],
  'GET /api/rooms/{id}': ({ roomId }) => [['get', `/api/rooms/${roomId}`]],
  'PATCH /api/rooms/{id}': ({ roomId }) => [['patch', `/api/rooms/${roomId}`, {}]],
  'PATCH /api/rooms/{id}#topic': ({ roomId }) => [['patch', `/api/rooms/${roomId}`, { topic: 'a topic' }]],
  // The room that they answer is that of GET.
  'DELETE /api/rooms/{id}': nothing,
  'POST /api/rooms/{id}/restore': nothing,
  'POST /api/rooms/{id}/archive': nothing,
  'DELETE /api/rooms/{id}/archive': nothing,
  'POST /api/direct': nothing,
  'DELETE /api/direct/{id}': nothing,
  // To these every other room is not there, and direct rooms show all of their history to both.
  'GET /api/dm/conversations': () => [['get', '/api/dm/conversations']],
  'GET /api/dm/unread': nothing,
  'POST /api/dm/conversations/{userId}': nothing,
  'GET /api/dm/conversations/{id}': ({ roomId }) => [['get', `/api/dm/conversations/${roomId}`]],
  'GET /api/dm/conversations/{id}/messages': ({ roomId, messageId }) => [
    ['get', `/api/dm/conversations/${roomId}/messages`],
    ['get', `/api/dm/conversations/${roomId}/messages?before=${messageId}`],
  ],
  'POST /api/dm/conversations/{id}/read': nothing,
  // What is told of people, and of links, is not what was said.
  'GET /api/rooms/{id}/glimpse': nothing,
  'GET /api/rooms/{id}/members': nothing,
  'GET /api/rooms/{id}/members/{userId}': nothing,
  'GET /api/rooms/{id}/members/{userId}/last-seen': nothing,
  'PUT /api/rooms/{id}/members/{userId}': nothing,
  'PATCH /api/rooms/{id}/members/{userId}': nothing,
  'PATCH /api/rooms/{id}/members/{userId}#guest': nothing,
  'DELETE /api/rooms/{id}/members/{userId}': nothing,
  'PUT /api/rooms/{id}/members/{userId}/mute': nothing,
  'DELETE /api/rooms/{id}/members/{userId}/mute': nothing,
  'GET /api/rooms/{id}/bans': nothing,
  'DELETE /api/rooms/{id}/bans/{userId}': nothing,
  'GET /api/rooms/{id}/permissions': nothing,
  'GET /api/invites/{token}': nothing,
  'POST /api/invites/{token}/accept': nothing,
  'POST /api/invites/{token}/guest': nothing,
  'POST /api/rooms/{id}/invites': nothing,
  'GET /api/rooms/{id}/invites': nothing,
  'DELETE /api/rooms/{id}/invites/{inviteId}': nothing,
  'GET /api/rooms/{id}/requests': nothing,
  'POST /api/rooms/{id}/requests/{userId}/accept': nothing,
  'POST /api/rooms/{id}/requests/{userId}/refuse': nothing,
  'GET /api/rooms/{id}/reports': ({ roomId }) => [
    ['get', `/api/rooms/${roomId}/reports`],
    ['get', `/api/rooms/${roomId}/reports?state=handled`],
  ],
  // What waits was never said.
  'GET /api/rooms/{id}/held': nothing,
  'PUT /api/rooms/{id}/held/{heldId}/outcome': nothing,
  'DELETE /api/rooms/{id}/held/{clientMsgId}': nothing,
  'PUT /api/rooms/{id}/raid': nothing,
  'GET /api/rooms/{id}/rules': nothing,
  'POST /api/rooms/{id}/rules': nothing,
  'DELETE /api/rooms/{id}/rules/{ruleId}': nothing,
  'PUT /api/rooms/{id}/reports/{reportId}/outcome': nothing,
  'DELETE /api/rooms/{id}/reports/{reportId}/outcome': nothing,
  'POST /api/messages/{id}/report': aboutMessage('post', 'report', { reason: 'spam' }),
  'POST /api/rooms/{id}/join': ({ roomId }) => [['post', `/api/rooms/${roomId}/join`]],
  // It ends the membership, and answers nothing.
  'DELETE /api/rooms/{id}/membership': nothing,
  'GET /api/rooms/{id}/messages': pages('messages'),
  'GET /api/rooms/{id}/log': pages('log'),
  'GET /api/messages/{id}/revisions': aboutMessage('get', 'revisions'),
  'GET /api/messages/{id}/reactions': aboutMessage('get', 'reactions'),
  'POST /api/messages/{id}/reactions': aboutMessage('post', 'reactions', { emoji: '👍' }),
  'DELETE /api/messages/{id}/reactions/{emoji}': aboutMessage(
    'delete',
    `reactions/${encodeURIComponent('👍')}`,
  ),
  'GET /api/rooms/{id}/pins': ({ roomId }) => [['get', `/api/rooms/${roomId}/pins`]],
  'GET /api/threads': () => [['get', '/api/threads']],
  'GET /api/rooms/{id}/threads': ({ roomId }) => [['get', `/api/rooms/${roomId}/threads`]],
  'GET /api/rooms/{id}/threads/{rootId}/messages': ({ roomId, messageId }) => [
    ['get', `/api/rooms/${roomId}/threads/${messageId}/messages`],
  ],
  'GET /api/saved': () => [['get', '/api/saved']],
  'GET /api/saved/ids': nothing,
  'PUT /api/saved/{id}': ({ messageId }) => [['put', `/api/saved/${messageId}`, {}]],
  'DELETE /api/saved/{id}': nothing,
  'PUT /api/reminders/{id}': ({ messageId }) => [['put', `/api/reminders/${messageId}`, { at: TOMORROW }]],
  'DELETE /api/reminders/{id}': nothing,
  // What it is to answer is looked at when it is sent, as by message:send.
  'POST /api/rooms/{id}/scheduled': nothing,
  'GET /api/tokens': nothing,
  'POST /api/tokens': nothing,
  'DELETE /api/tokens/{tokenId}': nothing,
  'GET /api/bots': nothing,
  'POST /api/bots': nothing,
  'DELETE /api/bots/{botId}': nothing,
  'GET /api/bots/{botId}/tokens': nothing,
  'POST /api/bots/{botId}/tokens': nothing,
  'DELETE /api/bots/{botId}/tokens/{tokenId}': nothing,
  'GET /api/scheduled': nothing,
  'PATCH /api/scheduled/{scheduledId}': nothing,
  'DELETE /api/scheduled/{scheduledId}': nothing,
  'GET /api/drafts': nothing,
  'GET /api/messages/emojis': nothing,
  'GET /api/push/key': nothing,
  'PUT /api/me/push': nothing,
  'DELETE /api/me/push': nothing,
  'POST /api/me/push/test': nothing,
  'GET /api/me/notifications': nothing,
  'PATCH /api/me/notifications': nothing,
  'PATCH /api/rooms/{id}/notifications': nothing,
  'GET /api/alerts': () => [['get', '/api/alerts']],
  'POST /api/alerts/read': nothing,
  'GET /api/messages/{id}/why': aboutMessage('get', 'why'),
  'GET /api/rooms/{id}/why-unread': ({ roomId }) => [['get', `/api/rooms/${roomId}/why-unread`]],
  'GET /api/mentions': () => [['get', '/api/mentions']],
  'GET /api/me/keywords': nothing,
  'PUT /api/me/keywords': nothing,
};

/** Every event of a client. The compiler asks for a new one. */
export const EVENT_DOORS: Record<ClientEvent, Door<object>> = {
  'rooms:sync': ({ roomId }) => [
    ...[0, 1, 2, 3, 5, 1_000].map((lastSeq) => ({ rooms: [{ roomId, lastSeq }] })),
    { rooms: [{ roomId }] },
    { rooms: [{ roomId, lastSeenAt: '2020-01-01T00:00:00.000Z' }] },
    { rooms: [{ roomId, lastSeq: 1, epoch: '0193f1d2-0000-7000-8000-00000000e000' }] },
  ],
  'room:join': ({ roomId }) => [
    { roomId },
    { roomId, lastSeenAt: '2020-01-01T00:00:00.000Z' },
    { roomId, lastSeq: 0 },
    { roomId, lastSeq: 1 },
  ],
  'room:leave': nothing,
  'auth:refresh': nothing,
  'room:read': ({ roomId }) => [{ roomId, seq: 0 }],
  'rooms:read': ({ roomId }) => [{ rooms: [{ roomId, seq: 0 }] }],
  'room:unread': ({ roomId }) => [{ roomId, seq: 1 }],
  'room:receipts': ({ roomId }) => [{ roomId }],
  'room:page': ({ roomId, messageId }) => [
    { roomId },
    { roomId, limit: 1 },
    { roomId, log: true },
    { roomId, log: true, before: '3' },
    ...['before', 'after', 'around'].map((place) => ({ roomId, log: true, limit: 100, [place]: messageId })),
    ...['1', '3'].flatMap((seq) => [
      { roomId, after: seq, log: true },
      { roomId, around: seq, log: true },
    ]),
    ...['before', 'after', 'around'].map((place) => ({ roomId, limit: 100, [place]: messageId })),
  ],
  'message:send': ({ roomId, messageId }) => [
    { roomId, text: 'an answer', clientMsgId: 'door-of-answers', replyToId: messageId },
    { roomId, text: 'a reply', clientMsgId: 'door-of-threads', threadId: messageId },
  ],
  'message:edit': ({ roomId, messageId }) => [
    { roomId, messageId, text: 'another text', rev: 1 },
    { roomId, messageId, text: 'another text', rev: Number.MAX_SAFE_INTEGER },
  ],
  'message:delete': ({ roomId, messageId }) => [{ roomId, messageId }],
  'message:react': ({ roomId, messageId }) => [{ roomId, messageId, emoji: '👍', on: true }],
  'message:pin': ({ roomId, messageId }) => [{ roomId, messageId, on: true }],
  // It keeps what one writes oneself.
  'draft:save': () => [],
  'message:forward': ({ roomId, messageId }) => [{ roomId, messageId, clientMsgId: 'door-of-forwards' }],
  'thread:read': ({ roomId, messageId }) => [{ roomId, rootId: messageId, seq: 1_000 }],
  'thread:follow': ({ roomId, messageId }) => [{ roomId, rootId: messageId, on: true }],
  'poll:create': nothing,
  'poll:vote': ({ roomId, messageId }) => [{ roomId, messageId, option: 0, on: true }],
  'poll:end': ({ roomId, messageId }) => [{ roomId, messageId }],
  'reaction:add': ({ messageId }) => [{ messageId, emoji: '👍' }],
  'reaction:remove': ({ messageId }) => [{ messageId, emoji: '👍' }],
  'typing:update': nothing,
  'presence:ping': ({ roomId }) => [{ roomId }],
  'presence:look': nothing,
  // Direct rooms show all of their history to both.
  'dm:send': nothing,
  'dm:typing': nothing,
};
