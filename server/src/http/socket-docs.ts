import {
  type AckBody,
  type AckFailure,
  type ClientEvent,
  type ClientPayload,
  LIMITS,
  type Message,
  type ServerEvent,
  type ServerPayload,
} from '@chatket/contract';

type ClientEventDocs = {
  [E in ClientEvent]: { summary: string; payload: ClientPayload<E>; ack: AckBody<E> };
};
type ServerEventDocs = { [E in ServerEvent]: { summary: string; payload: ServerPayload<E> } };

const roomId = '0193f1d2-5b0a-7c11-8a4e-2f9d6c1b7e30';
const alice = { id: '0193f1d2-6c1e-7a55-9a0e-0f6a3f9f4a11', username: 'alice' };
const createdAt = '2026-01-31T12:00:00.000Z';
const message: Message = {
  messageId: '0193f1d2-7f00-7b31-8c77-41c0de5a9b02',
  roomId,
  seq: 17,
  text: 'Coffee is ready.',
  createdAt,
  sender: alice,
  clientMsgId: 'c0ffee-0001',
};
const roster = { roomId, version: 3 };

/** Every event of the socket. The compiler holds it to the contract: none may be missing, none may differ. */
export const SOCKET_EVENTS = {
  client: {
    'rooms:sync': {
      summary: `Follow up to ${String(LIMITS.syncRoomsMax)} rooms and get what was missed: behind \`lastSeq\`, or since \`lastSeenAt\`, or nothing. Ask again with the answered \`lastSeq\` while \`hasMore\`. Rooms one is not a member of are left out.`,
      payload: { rooms: [{ roomId, lastSeq: 15 }] },
      ack: { results: [{ roomId, synced: true, messageCount: 2, lastSeq: 17, headSeq: 17, hasMore: false }] },
    },
    'room:join': {
      summary: 'Follow one room: the roster comes, and what was missed as with `rooms:sync`.',
      payload: { roomId, lastSeenAt: createdAt },
      ack: {},
    },
    'room:leave': { summary: 'Stop following a room. The membership stays.', payload: { roomId }, ack: {} },
    'room:read': {
      summary: 'Say up to where a room has been read. It never goes back, and never beyond the head.',
      payload: { roomId, seq: 17 },
      ack: { lastReadSeq: 17, unread: 0 },
    },
    'message:send': {
      summary: `Store a message of 1 to ${String(LIMITS.messageTextMax)} characters. The ack comes after the commit. Repeat it under the same \`clientMsgId\` until it is acknowledged: it is stored once.`,
      payload: { roomId, text: message.text, clientMsgId: message.clientMsgId },
      ack: { messageId: message.messageId, seq: message.seq, createdAt },
    },
    'typing:update': {
      summary: 'Say that one is writing, or no longer. May get lost.',
      payload: { roomId, isTyping: true },
      ack: {},
    },
    'presence:ping': {
      summary: 'Every 15 s: say which room is looked at, and learn the heads of the rooms one follows.',
      payload: { roomId },
      ack: { heads: { [roomId]: 17 } },
    },
  },
  server: {
    'message:new': { summary: 'A message, to connections without `auth.batch`.', payload: message },
    'message:batch': {
      summary: 'Messages of one room in order, to connections with `auth.batch: true`.',
      payload: { roomId, messages: [message] },
    },
    'room:system': {
      summary: 'Somebody came with a first connection, went with the last one, or I was muted.',
      payload: {
        type: 'muted',
        roomId,
        user: alice,
        createdAt,
        until: '2026-01-31T12:00:30.000Z',
        forMs: 30_000,
      },
    },
    'room:roster': {
      summary:
        'All members with their presence: to whoever comes (within seconds where many come at once), and on changes to connections without `auth.batch`.',
      payload: { ...roster, users: [{ ...alice, status: 'online' }] },
    },
    'room:roster:delta': {
      summary:
        'Changes of the roster, to connections with `auth.batch: true`. A version that is not the next one means: join again.',
      payload: { ...roster, changed: [{ ...alice, status: 'offline' }], removed: [] },
    },
    'typing:update': {
      summary: `Somebody writes, or no longer. Forget it after ${String(LIMITS.typingExpiryMs / 1000)} s.`,
      payload: { roomId, user: alice, isTyping: true },
    },
    'room:read': {
      summary: 'One of my devices has read a room.',
      payload: { roomId, lastReadSeq: 17, unread: 0 },
    },
    'room:added': { summary: 'I joined a room, on whichever device.', payload: { roomId } },
    'room:removed': { summary: 'I am no longer a member of the room.', payload: { roomId } },
    'server:draining': {
      summary: 'The server is stopping: connect again after this time. What is under way is still answered.',
      payload: { reconnectAfterMs: 1200 },
    },
    'auth:expired': {
      summary: 'The token has expired; the server disconnects next.',
      payload: { expiredAt: createdAt },
    },
  },
} as const satisfies { client: ClientEventDocs; server: ServerEventDocs };

const FAILURE: AckFailure = {
  success: false,
  error: 'Too many messages at once. You can write again soon.',
  code: 'RATE_LIMITED',
  retryable: true,
  traceId: '0193f1d2-8a10-7d20-9f3e-6b7a5c4d3e2f',
  retryAfterMs: 30_000,
  mutedUntil: '2026-01-31T12:00:30.000Z',
  mutedForMs: 30_000,
};

/** The events as Markdown, for the description of the API document. */
export function describeSocketEvents(): string {
  const client = Object.entries(SOCKET_EVENTS.client).map(([event, { summary, payload, ack }]) =>
    [
      `#### \`${event}\``,
      summary,
      ...example('Payload', payload),
      ...example('Ack', { success: true, ...ack }),
    ].join('\n'),
  );
  const server = Object.entries(SOCKET_EVENTS.server).map(([event, { summary, payload }]) =>
    [`#### \`${event}\``, summary, ...example('Payload', payload)].join('\n'),
  );
  return [
    '## Socket events',
    'Socket.IO at `/socket.io`, with `auth: { token, batch?: true }`. A handshake that is refused is a `connect_error` whose `data` has a `code` and `retryable`. Fields that an event does not know are ignored, and null is not the same as leaving a field out. Every event is acknowledged; a failing ack is:',
    ...example('Failure', FAILURE),
    '### From the client',
    ...client,
    '### From the server',
    ...server,
  ].join('\n\n');
}

function example(title: string, value: object): string[] {
  return ['', `${title}:`, '```json', JSON.stringify(value, null, 2), '```'];
}
