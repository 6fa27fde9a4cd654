import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  type AckBody,
  type Action,
  ACTIONS,
  type ClientEvent,
  type ErrorCode,
  ROLES,
} from '@chatket/contract';
import { SOCKET_EVENTS } from '@chatket/contract/events';
import request from 'supertest';
import { MADE_CREDENTIAL, SHOWN_CREDENTIAL } from '../support/authenticator.js';
import { Dispatcher } from '../../src/realtime/index.js';
import { openDevice } from '../support/device.js';
import type { Person } from '../support/people.js';
import { HANDOFF_KEY, TOMORROW, UNKNOWN_ID } from '../support/rest.js';
import { Scenes, type Target } from '../support/permission-scenes.js';
import {
  type Answer,
  answerOf,
  type Column,
  columnsOf,
  EVENTS,
  isOfFew,
  type Kind,
  KINDS,
  missing,
  roleOf,
  type Row,
  ROUTES,
} from '../support/permission-table.js';
import { useWorld } from '../support/world.js';

const BODIES: Record<string, object> = {
  'POST /api/auth/request-code': { username: 'somebody' },
  'POST /api/auth/verify-code': { username: 'somebody-else', code: '123456' },
  'POST /api/rooms': { name: 'Kitchen' },
  'POST /api/auth/upgrade': { username: 'somebody-else', code: '123456' },
  'POST /api/auth/register': { username: 'somebody-else', password: 'nine green tulips' },
  'POST /api/auth/login': { username: 'somebody-else', password: 'nine green tulips' },
  'POST /api/setup': { token: 'made-up', username: 'somebody-else' },
  'POST /api/setup/look': { token: 'made-up' },
  'POST /api/setup/oidc': { token: 'made-up' },
  'PUT /api/me/username': { username: 'somebody-else' },
  'POST /api/me/deletion': { username: 'somebody-else' },
  'POST /api/me/export': { language: 'en' },
  'PUT /api/me/password': { password: 'nine green tulips' },
  'POST /api/auth/second-factor': { challengeId: '0193f1d2-0000-7000-8000-00000000dead', code: '123456' },
  'PUT /api/me/second-factor': { code: '123456' },
  'DELETE /api/me/second-factor': { code: '123456' },
  'POST /api/auth/oidc/backchannel-logout': { logout_token: 'made-up' },
  'POST /api/auth/passkey/verify': { challengeId: UNKNOWN_ID, credential: SHOWN_CREDENTIAL },
  'POST /api/me/passkeys/verify': { challengeId: UNKNOWN_ID, name: 'Key', credential: MADE_CREDENTIAL },
  'POST /api/invites/{token}/guest': { name: 'somebody' },
  'PUT /api/users/{id}/server-role': { role: 1 },
  'PUT /api/users/{id}/server-mute': { seconds: 60 },
  'POST /api/server/invites': {},
  'PUT /api/server/settings': { name: null, icon: null, registration: 'open', domains: [] },
  'PUT /api/server/raid': { on: true },
  'PUT /api/server/new-accounts': { hours: 24, messagesPerHour: 5, links: false, direct: false },
  'PATCH /api/rooms/{id}': { editWindowSeconds: 86_400 },
  'PATCH /api/rooms/{id}#topic': { topic: 'What there is to eat' },
  'PATCH /api/rooms/{id}/members/{userId}': { role: ROLES.moderator },
  'PATCH /api/rooms/{id}/members/{userId}#guest': { role: ROLES.moderator },
  'PUT /api/rooms/{id}/members/{userId}/mute': { seconds: 60 },
  'POST /api/messages/{id}/reactions': { emoji: '👍' },
  'POST /api/messages/{id}/report': { reason: 'spam' },
  'PUT /api/rooms/{id}/reports/{reportId}/outcome': { outcome: 'dismissed' },
  'PUT /api/rooms/{id}/held/{heldId}/outcome': { outcome: 'sent' },
  'PUT /api/rooms/{id}/raid': { on: true },
  'POST /api/rooms/{id}/rules': { kind: 'word', pattern: 'turnip', act: 'block' },
  'POST /api/rooms/{id}/hooks': { name: 'builds' },
  'PUT /api/reminders/{id}': { at: TOMORROW },
  'POST /api/tokens': { name: 'A program', scope: 'read' },
  'POST /api/bots': { name: 'me' },
  'POST /api/bots/{botId}/tokens': { name: 'A program', scope: 'read' },
  'POST /api/rooms/{id}/scheduled': { text: 'Good morning.', at: TOMORROW },
  'PATCH /api/scheduled/{scheduledId}': { text: 'Good evening.' },
  'PUT /api/me/email': { email: 'alice@example.org' },
  'POST /api/me/email/verify': { email: 'alice@example.org', code: '123456' },
  'POST /api/me/handoff/{handoffId}/approval': { number: '42' },
  'POST /api/auth/handoff/look': { token: HANDOFF_KEY },
  'POST /api/auth/handoff/ask': { token: HANDOFF_KEY },
  'POST /api/auth/handoff/finish': { claim: HANDOFF_KEY },
  'PUT /api/me/phone': { number: '+491701234567' },
  'POST /api/me/phone/verify': { number: '+491701234567', code: '123456' },
  'PUT /api/me/push': {
    endpoint: 'https://push.invalid/abc',
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    language: 'en',
  },
  'DELETE /api/me/push': { endpoint: 'https://push.invalid/abc' },
  'POST /api/me/push/test': { endpoint: 'https://push.invalid/abc' },
  'PATCH /api/me': { displayName: 'Dora Doe' },
  'PUT /api/sidebar': {
    version: 0,
    favourites: [],
    sections: [],
    collapsed: [],
    sort: 'name',
    isUnreadOnly: false,
  },
};

const QUERIES: Record<string, string> = {
  'GET /api/users/search': '?q=guest',
  'GET /api/users/profiles': `?ids=${UNKNOWN_ID}`,
  'GET /api/search': '?q=hello',
  'GET /api/digests/off': '?token=made-up',
  'POST /api/digests/off': '?token=made-up',
};

const bodyOf = (name: string, person: Person | undefined): object | undefined =>
  name === 'POST /api/direct'
    ? { userIds: [person?.id ?? UNKNOWN_ID] }
    : name === 'POST /api/rooms/{id}/uploads'
      ? { id: randomUUID(), name: 'a.png', size: 3 }
      : BODIES[name];

/** What is said to an event in the scene. */
const payloadOf = (event: ClientEvent, { roomId, messageId, rev, receiverId }: Target): object =>
  ({
    'rooms:sync': { rooms: [{ roomId, lastSeq: 0 }] },
    'room:join': { roomId },
    'room:leave': { roomId },
    'room:read': { roomId, seq: 1 },
    'rooms:read': { rooms: [{ roomId, seq: 1 }] },
    'room:unread': { roomId, seq: 1 },
    'room:receipts': { roomId },
    'room:page': { roomId },
    'message:send': { roomId, text: 'hello', clientMsgId: 'permission-1' },
    'message:edit': { roomId, messageId, text: 'another text', rev },
    'message:hide': { roomId, messageId },
    'message:show': { roomId, messageId },
    'message:delete': { roomId, messageId },
    'message:react': { roomId, messageId, emoji: '👍', on: true },
    'message:pin': { roomId, messageId, on: true },
    'draft:save': { roomId, text: 'half a', at: TOMORROW, rev: 0 },
    'message:forward': { messageId, roomId, clientMsgId: 'permission-2' },
    'thread:read': { roomId, rootId: messageId, seq: 1 },
    'thread:follow': { roomId, rootId: messageId, on: true },
    'poll:create': { roomId, question: 'hello', options: ['yes', 'no'], clientMsgId: 'permission-3' },
    'poll:vote': { roomId, messageId, option: 0, on: true },
    'poll:end': { roomId, messageId },
    'file:describe': { roomId, messageId, fileId: UNKNOWN_ID, alt: 'hello' },
    'preview:show': { roomId, messageId, previewId: UNKNOWN_ID, on: false },
    'reaction:add': { messageId, emoji: '👍' },
    'reaction:remove': { messageId, emoji: '👍' },
    'typing:update': { roomId, isTyping: true },
    'presence:ping': { roomId },
    'presence:look': { roomId },
    'dm:send': { conversationId: roomId, receiverId, text: 'hello' },
    'dm:typing': { conversationId: roomId, isTyping: true },
    'auth:refresh': { token: 'no token' },
  })[event];

/** Actions that nothing asks for yet. */
const WITHOUT_A_DOOR: Action[] = [];
/** What a body asks for, beside what its route does: see the specs of these. */
const BY_BODY: Action[] = ['inviteGuests', 'mentionAll'];

const { world } = useWorld([], { AUTH_REQUESTS_PER_ACCOUNT: '1000', AUTH_VERIFIES_PER_ACCOUNT: '1000' });

const scenes = new Scenes(world);

type Cell = readonly [name: string, kind: Kind, column: Column | 'nowhere', row: Row, answer: Answer];

const cellsOf = (name: string, row: Row): Cell[] =>
  // What asks nothing of a room is the same whichever kind it has.
  KINDS.slice(0, 'action' in row ? KINDS.length : 1).flatMap((kind): Cell[] => [
    ...columnsOf(kind).map((column) => [name, kind, column, row, answerOf(row, column, kind)] as const),
    ...('nowhere' in row ? [[name, kind, 'nowhere', row, row.nowhere] as const] : []),
  ]);
/** Where nothing is there, it is whoever may most that asks: they are not told more. */
const columnOf = (column: Column | 'nowhere', kind: Kind): Column =>
  column === 'nowhere' ? (isOfFew(kind) ? 'member' : 'owner') : column;

const titled = (cells: Cell[]) =>
  cells.map(([name, kind, column, row, answer]) => ({
    title: [name, kind, ...('message' in row ? [row.message] : []), column, answer].join(', '),
    name,
    kind,
    column,
    row,
    answer,
  }));

describe('S071 the table of permissions', () => {
  it('has a row for every route of the documentation', async () => {
    const { body } = await request(world.url).get('/docs-json').expect(200);
    const { paths } = body as { paths: Record<string, object> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const named = new Set(Object.keys(ROUTES).map((name) => name.split('#')[0]));
    expect([...named].sort()).toEqual(routes.sort());
  });

  it('has a row for every event that is handled', () => {
    expect(Object.keys(EVENTS).sort()).toEqual(world.app.get(Dispatcher).events.sort());
    for (const rows of Object.values(EVENTS)) expect(rows).not.toEqual([]);
  });

  it('has a row for every action of the contract', () => {
    const rows = [...Object.values(ROUTES), ...Object.values(EVENTS).flat()];
    const asked = new Set(rows.flatMap((row) => ('action' in row ? [row.action] : [])));
    expect([...asked, ...BY_BODY, ...WITHOUT_A_DOOR].sort()).toEqual(Object.keys(ACTIONS).sort());
  });

  it('names an action for everything that addresses a room or a message', () => {
    const addressed = [
      ...Object.entries(ROUTES).filter(([name]) => name.includes('{id}')),
      ...Object.entries(EVENTS).flatMap(([event, rows]) => {
        const { payload } = SOCKET_EVENTS.client[event as ClientEvent];
        const isAddressed = /"(roomId|messageId|conversationId)"/.test(JSON.stringify(payload));
        return isAddressed ? rows.map((row) => [event, row] as const) : [];
      }),
    ];
    expect(addressed.length).toBeGreaterThan(10);
    const without = addressed.filter(([, row]) => !('action' in row)).map(([name]) => name);
    // What I let go of is mine, whatever it was.
    expect(without).toEqual([
      // An export is its person’s: see exports/exports.spec.ts.
      'GET /api/files/export/{id}/zip',
      'DELETE /api/sessions/{id}',
      'PUT /api/users/{id}/server-role',
      'PUT /api/users/{id}/server-mute',
      'DELETE /api/users/{id}/server-mute',
      // Of those who run the server: see admin/server-rights.spec.ts.
      'POST /api/server/rooms/{id}/archive',
      'DELETE /api/server/rooms/{id}/archive',
      'PUT /api/server/rooms/{id}/bans/{userId}',
      'DELETE /api/server/rooms/{id}/bans/{userId}',
      'PUT /api/server/rooms/{id}/owner/{userId}',
      'POST /api/server/rooms/{id}/join',
      'PUT /api/users/{id}/block',
      'DELETE /api/users/{id}/block',
      // An upload is its maker's; who reads a file is asked by its message: see files/reading.spec.ts.
      'GET /api/uploads/{id}',
      'PUT /api/uploads/{id}/parts/{part}',
      'POST /api/uploads/{id}/complete',
      'DELETE /api/uploads/{id}',
      'GET /api/files/{id}',
      'GET /api/files/{id}/{copy}',
      'DELETE /api/saved/{id}',
      'DELETE /api/reminders/{id}',
      'room:leave',
    ]);
  });
});

/** A path of the documentation about something and somebody; what else it names is not there. */
const withIds = (path: string, { id, userId }: { id: string; userId: string }) =>
  path
    .replace('{id}', id)
    .replace('{userId}', userId)
    .replace('{username}', 'somebody')
    .replace('{copy}', 'small')
    .replace('{emoji}', encodeURIComponent('👍'))
    .replace('{jobId}', '4711')
    .replace('{token}', 'AAAAAAAAAAAAAAAAAAAAAA')
    .replaceAll(/\{\w+\}/g, UNKNOWN_ID);
const withoutTrace = (body: string) => body.replace(/"traceId":"[^"]*"/, '');

describe('S071 a route', () => {
  const cells = Object.entries(ROUTES).flatMap(([name, row]) => cellsOf(name, row));

  it.each(titled(cells))('$title', async ({ name, kind, column, row, answer }) => {
    const who = 'person' in row ? row.person : undefined;
    const scene = await scenes.take({ column: columnOf(column, kind), kind, ...(who && { named: who }) });
    const { room, person, namedPerson: somebody, target } = scene;
    const [method = '', path = ''] = name.split('#')[0]?.split(' ') ?? [];
    const named = 'message' in row ? target(row.message).messageId : room.id;
    const id = column === 'nowhere' ? UNKNOWN_ID : named;
    const addressOf = (each: string) =>
      withIds(path, { id: each, userId: somebody.id }) + (QUERIES[name] ?? '');
    const url = addressOf(id);
    const call = request(world.url)[method.toLowerCase() as 'get'](url);
    if (person) void call.auth(person.token, { type: 'bearer' });
    const response = await call.send(bodyOf(name, person));
    const { code, need, have } = response.body as { code?: ErrorCode; need?: string; have?: string };
    expect(typeof answer === 'number' ? response.status : code).toBe(answer);
    if (column !== 'nowhere' && code === 'FORBIDDEN')
      expect({ need, have }).toEqual(missing(row, column, kind));
    else expect([need, have]).toEqual([undefined, undefined]);
    if (kind !== 'public' && roleOf(columnOf(column, kind)) === null) {
      const elsewhere = addressOf(UNKNOWN_ID);
      const nowhere = request(world.url)[method.toLowerCase() as 'get'](elsewhere);
      if (person) void nowhere.auth(person.token, { type: 'bearer' });
      expect(withoutTrace(response.text)).toBe(withoutTrace((await nowhere.send(bodyOf(name, person))).text));
    }
    const isMemberNow = roleOf(columnOf(column, kind)) !== null || path.endsWith('/join');
    if (!isMemberNow) expect(response.text).not.toContain('a secret');
    if (method === 'GET' || code !== undefined) scenes.keep(scene);
  });
});

describe('S071 an event', () => {
  const cells = Object.entries(EVENTS).flatMap(([name, rows]) => rows.flatMap((row) => cellsOf(name, row)));

  it.each(titled(cells))('$title', async ({ name, kind, column, row, answer }) => {
    const event = name as ClientEvent;
    const hasPolls = event.startsWith('poll:');
    const scene = await scenes.take({ column: columnOf(column, kind), kind, hasPolls });
    const { room, person, target } = scene;
    if (!person) {
      const opening = openDevice(world.url, {});
      await expect(opening).rejects.toMatchObject({ data: { code: answer } });
      scenes.keep(scene);
      return;
    }
    const here = target('message' in row ? row.message : undefined);
    const there = { ...here, roomId: UNKNOWN_ID, messageId: UNKNOWN_ID };
    const device = await world.people.connect(person);
    const isInside = roleOf(columnOf(column, kind)) !== null;
    if (isInside) await device.tell('room:join', { roomId: room.id });
    device.forget();
    const asked = column === 'nowhere' ? there : here;
    const isReply = 'action' in row && row.action === 'reply';
    const payload = { ...payloadOf(event, asked), ...(isReply && { threadId: asked.messageId }) };
    const ack = (await device.askAnything(event, payload)) as Partial<
      AckBody<'rooms:sync'> & AckBody<'presence:ping'> & AckBody<'rooms:read'>
    > & { success: boolean; code?: ErrorCode; need?: string; have?: string };
    if (answer === 'left out') {
      const roomId = column === 'nowhere' ? UNKNOWN_ID : room.id;
      expect(ack.success).toBe(true);
      expect(ack.results ?? []).toEqual([]);
      expect(ack.rooms ?? []).toEqual([]);
      expect(ack.heads ?? {}).not.toHaveProperty(roomId);
    } else {
      expect(ack.success ? 'done' : ack.code).toBe(answer);
    }
    if (column !== 'nowhere' && ack.code === 'FORBIDDEN')
      expect({ need: ack.need, have: ack.have }).toEqual(missing(row, column, kind));
    else expect([ack.need, ack.have]).toEqual([undefined, undefined]);
    if (!isInside) expect(JSON.stringify(device.heard)).not.toContain('a secret');
    if (answer !== 'done') scenes.keep(scene);
  });
});
