import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Room } from '@chatket/contract';
import request from 'supertest';
import { MADE_CREDENTIAL, SHOWN_CREDENTIAL } from '../support/authenticator.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import {
  callerWith,
  expectRefusal,
  HANDOFF_KEY,
  ISO,
  roomsOf,
  TOMORROW,
  UNKNOWN_ID,
  UUID,
} from '../support/rest.js';
import { ApiDocument } from '../support/api-document.js';

let world: TestApp;
let alice: Person;
let bob: Person;
let room: Room;
beforeAll(async () => {
  world = await startApp({ RATE_LIMIT_MESSAGES: '100000', AUTH_REQUESTS_PER_ACCOUNT: '1000' });
  [alice, bob] = await world.people.cast('alice', 'bob');
  room = await world.people.createRoom(alice, 'Harbour');
});
afterAll(() => world.close());

const as = (person: Person) => callerWith(world.url, person.token);

describe('a field that nobody asked for', () => {
  const FIELDS = [
    'id',
    'role',
    'isAdmin',
    'ownerId',
    'createdById',
    'senderId',
    'createdAt',
    'seq',
    'memberCount',
  ];
  const INHERITED = ['__proto__', 'constructor', 'toString'];
  const GOOD: Record<string, Record<string, unknown>> = {
    '/api/auth/request-code': { username: 'carol' },
    '/api/auth/verify-code': { username: 'carol', code: '123456' },
    '/api/rooms': { name: 'Assigned' },
    '/api/auth/upgrade': { username: 'carol', code: '123456' },
    '/api/auth/register': { username: 'carol', password: 'nine green tulips' },
    '/api/auth/login': { username: 'carol', password: 'nine green tulips' },
    '/api/setup': { token: 'made-up', username: 'carol' },
    '/api/setup/look': { token: 'made-up' },
    '/api/setup/oidc': { token: 'made-up' },
    '/api/me/username': { username: 'carol' },
    '/api/me/deletion': { username: 'carol' },
    '/api/me/export': { language: 'en' },
    '/api/me/password': { password: 'nine green tulips' },
    '/api/auth/second-factor': { challengeId: UNKNOWN_ID, code: '123456' },
    '/api/me/second-factor': { code: '123456' },
    '/api/auth/oidc/backchannel-logout': { logout_token: 'made-up' },
    '/api/auth/passkey/verify': { challengeId: UNKNOWN_ID, credential: SHOWN_CREDENTIAL },
    '/api/me/passkeys/verify': { challengeId: UNKNOWN_ID, name: 'Key', credential: MADE_CREDENTIAL },
    '/api/invites/{token}/accept': {},
    '/api/invites/{token}/guest': { name: 'jo' },
    '/api/rooms/{id}/request': {},
    '/api/rooms/{id}/invites': {},
    '/api/users/{id}/server-role': { role: 1 },
    '/api/users/{id}/server-mute': { seconds: 60 },
    '/api/server/rooms/{id}/bans/{userId}': { reason: 'spam' },
    '/api/server/invites': {},
    '/api/server/settings': { name: null, icon: null, registration: 'open', domains: [] },
    '/api/server/raid': { on: false },
    '/api/server/new-accounts': { hours: 0, messagesPerHour: null, links: true, direct: true },
    '/api/rooms/{id}': { editWindowSeconds: 60 },
    '/api/rooms/{id}/members/{userId}': { role: 0 },
    '/api/rooms/{id}/members/{userId}/mute': { seconds: 60 },
    '/api/messages/{id}/reactions': { emoji: '👍' },
    '/api/messages/{id}/report': { reason: 'spam' },
    '/api/rooms/{id}/reports/{reportId}/outcome': { outcome: 'dismissed' },
    '/api/rooms/{id}/held/{heldId}/outcome': { outcome: 'sent' },
    '/api/rooms/{id}/raid': { on: false },
    '/api/rooms/{id}/hooks': { name: 'builds' },
    '/api/rooms/{id}/rules': { kind: 'word', pattern: 'turnip', act: 'block' },
    '/api/saved/{id}': { note: 'for Monday' },
    '/api/reminders/{id}': { at: TOMORROW },
    '/api/tokens': { name: 'A program', scope: 'read', days: 7 },
    '/api/bots': { name: 'weather' },
    '/api/bots/{botId}/tokens': { name: 'A program', scope: 'write' },
    '/api/rooms/{id}/scheduled': { text: 'Good morning.', at: TOMORROW },
    '/api/scheduled/{scheduledId}': { text: 'Good evening.' },
    '/api/me/email': { email: 'alice@example.org' },
    '/api/me/email/verify': { email: 'alice@example.org', code: '123456' },
    '/api/me/handoff/{handoffId}/approval': { number: '42' },
    '/api/auth/handoff/look': { token: HANDOFF_KEY },
    '/api/auth/handoff/ask': { token: HANDOFF_KEY },
    '/api/auth/handoff/finish': { claim: HANDOFF_KEY },
    '/api/me/phone': { number: '+491701234567' },
    '/api/me/phone/verify': { number: '+491701234567', code: '123456' },
    '/api/me/push': {
      endpoint: 'https://push.invalid/abc',
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      language: 'en',
    },
    '/api/rooms/{id}/uploads': { id: UNKNOWN_ID, name: 'a.png', size: 3 },
    '/api/uploads/{id}/complete': { width: 1 },
    '/api/me/push/test': { endpoint: 'https://push.invalid/abc' },
    '/api/alerts/read': {},
    '/api/rooms/{id}/notifications': { level: 'all' },
    '/api/me/notifications': { rooms: 'all' },
    '/api/users/me/privacy': { hidesReads: false },
    '/api/me': { displayName: 'Dora Doe' },
    '/api/direct': { userIds: [UNKNOWN_ID] },
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

  it('S072 is tried on every route that takes a body', async () => {
    const operations = (await ApiDocument.of(world.url)).operations();
    const withBody = operations.filter(({ bodyFields }) => bodyFields.length > 0).map(({ path }) => path);
    expect(Object.keys(GOOD).sort()).toEqual([...new Set(withBody)].sort());
  });

  it.each([...FIELDS, ...INHERITED])('S072 is absent, and changes nothing: %s', async (field) => {
    const added = `"${field}":{"isAdmin":true}}`;
    const post = async (path: string, good: object, person = alice) => {
      const body = `${JSON.stringify(good).slice(0, -1)},${added}`;
      return request(world.url).post(path).auth(person.token, { type: 'bearer' }).type('json').send(body);
    };
    const plain = await as(alice).post('/api/rooms', GOOD['/api/rooms']).expect(201);
    const made = await post('/api/rooms', { name: 'Assigned' });
    expect(made.status).toBe(201);
    const { id, createdAt, joinedAt } = made.body as Room;
    expect(made.body).toEqual({ ...(plain.body as Room), id, createdAt, joinedAt });
    expect(id).toMatch(UUID);
    expect([createdAt, joinedAt]).toEqual([expect.stringMatching(ISO), expect.stringMatching(ISO)]);
    const changed = await as(alice).patch(
      `/api/rooms/${id}`,
      JSON.parse(`{"editWindowSeconds":60,${added}`) as object,
    );
    expect(changed.body).toEqual({ ...(made.body as Room), editWindowSeconds: 60, lastSeq: 1 });
    const person = `/api/rooms/${id}/members/${bob.id}`;
    const put = (path: string, good: object) =>
      as(alice).put(path, JSON.parse(`${JSON.stringify(good).slice(0, -1)},${added}`) as object);
    // A role is a field of this one.
    if (field !== 'role') {
      const plainMember = (await as(alice).put(person, { role: 0 })).body as object;
      expect((await put(person, { role: 0 })).body).toEqual(plainMember);
    }
    await as(alice)
      .put(person)
      .expect(field === 'role' ? 201 : 200);
    expect(Object.keys((await put(`${person}/mute`, { seconds: 60 })).body as object)).toEqual([
      'mutedUntil',
    ]);
    const asked = await post('/api/auth/request-code', { username: 'carol' });
    expect(Object.keys(asked.body as object).sort()).toEqual(['code', 'message']);
    expectRefusal(await post('/api/auth/verify-code', { username: 'carol', code: 'wrong' }), 'VALIDATION', [
      'code',
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('S072 is absent in events too', async () => {
    const device = await world.people.connect(alice);
    const roomId = room.id;
    const events: [string, object][] = [
      ['rooms:sync', { rooms: [{ roomId }] }],
      ['room:join', { roomId }],
      ['room:read', { roomId, seq: 0 }],
      ['rooms:read', { rooms: [{ roomId, seq: 0 }] }],
      ['room:page', { roomId }],
      ['message:send', { roomId, text: 'assigned', clientMsgId: 'assigned-1' }],
      ['typing:update', { roomId, isTyping: true }],
      ['presence:ping', {}],
      ['room:leave', { roomId }],
    ];
    for (const [event, good] of events) {
      const plain = (await device.askAnything(event, good)) as { success: boolean };
      expect(plain).toMatchObject({ success: true });
      for (const field of ['userId', 'senderId', 'createdAt', 'seqs', 'constructor', 'prototype']) {
        const ack = (await device.askAnything(event, { ...good, [field]: bob.id })) as object;
        expect({ ...ack, isDuplicate: true }).toEqual({ ...plain, isDuplicate: true });
      }
    }
    const stored = await world.database.query<{ senderId: string }>(
      `SELECT "senderId" FROM "Message" WHERE text = 'assigned'`,
    );
    expect(stored).toEqual([{ senderId: alice.id }]);
  });
});

describe('what there is', () => {
  it('S078 cannot be found out: ids are not counted up, and people are not listed', async () => {
    const rooms: Room[] = [];
    for (let n = 0; n < 20; n += 1) rooms.push(await world.people.createRoom(alice, `Quay ${String(n)}`));
    const tails = rooms.map(({ id }) => BigInt(`0x${id.slice(-12)}`));
    const gaps = tails.slice(1).map((tail, n) => tail - (tails[n] ?? 0n));
    expect(gaps.filter((gap) => gap > -1_000_000n && gap < 1_000_000n)).toEqual([]);
    for (const path of ['/api/users', `/api/users/${bob.id}`, '/api/users?search=b'])
      expectRefusal(await as(alice).get(path), 'NOT_FOUND');
    // Who belongs to a room is told to those who do.
    for (const path of ['members', `members/${alice.id}`, 'bans'])
      expectRefusal(await as(bob).get(`/api/rooms/${room.id}/${path}`), 'NOT_A_MEMBER');
  });

  it('S078 is the same whether a room is missing or its id was never given out', async () => {
    const answers = await Promise.all(
      [UNKNOWN_ID, '00000000-0000-4000-8000-000000000000', crypto.randomUUID()].map((id) =>
        as(bob).get(`/api/rooms/${id}`),
      ),
    );
    const bodies = answers.map(({ status, body }) => ({ status, ...(body as object), traceId: '' }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  });
});

describe('SQL', () => {
  const TEXTS = [
    `'; DROP TABLE "Room"; --`,
    `' OR '1'='1`,
    `$1`,
    `\\'; SELECT pg_sleep(9) --`,
    `%' UNION SELECT * FROM "User" --`,
    `{"$gt":""}`,
  ];

  it.each(TEXTS)('S080 is stored as the text it is: %s', async (text) => {
    const named = await world.people.createRoom(alice, text);
    expect(named.name).toBe(text);
    const device = await world.people.connect(alice);
    await device.tell('message:send', { roomId: named.id, text, clientMsgId: 'injection-1' });
    const { body } = await as(alice).get(`/api/rooms/${named.id}/messages`).expect(200);
    expect(body).toEqual([expect.objectContaining({ text })]);
    const found = await as(alice).get(`/api/rooms?all=true&search=${encodeURIComponent(text)}`);
    expect(roomsOf(found).map(({ id }) => id)).toEqual([named.id]);
  });

  it('S080 gets nowhere as an id, a cursor or a name', async () => {
    for (const text of TEXTS) {
      const part = encodeURIComponent(text);
      for (const path of [
        `/api/rooms/${part}`,
        `/api/rooms/${part}/messages`,
        `/api/rooms/${room.id}/messages?before=${part}`,
        `/api/rooms?all=true&cursor=${part}`,
      ])
        expectRefusal(await as(alice).get(path), 'VALIDATION', [/before|cursor/.exec(path)?.[0] ?? 'id']);
      expectRefusal(
        await request(world.url).post('/api/auth/request-code').send({ username: text }),
        'VALIDATION',
        ['username'],
      );
    }
  });
});

describe('a request that says two things', () => {
  it.each(['limit=1&limit=100', 'before=&before=', 'limit=2&limit='])(
    'S083 in its query is refused: %s',
    async (query) => {
      expect((await as(alice).get(`/api/rooms/${room.id}/messages?${query}`)).status).toBe(400);
    },
  );

  it.each(['limit[]=1', 'limit[0]=1', 'limit[a]=1', 'limit%5B%5D=x'])(
    'S083 is not understood as a list or an object: %s is a field that nobody knows',
    async (query) => {
      const whole = await as(alice).get(`/api/rooms/${room.id}/messages`).expect(200);
      const answer = await as(alice).get(`/api/rooms/${room.id}/messages?${query}`).expect(200);
      expect(answer.body).toEqual(whole.body);
    },
  );

  it('S083 in its body means the last, and that is checked', async () => {
    const post = (body: string) => request(world.url).post('/api/auth/request-code').type('json').send(body);
    expectRefusal(await post('{"username":"dora","username":"admin"}'), 'VALIDATION', ['username']);
    expectRefusal(await post('{"username":["dora"]}'), 'VALIDATION', ['username']);
  });
});

it('S093 sending and leaving at once has one order: nothing is stored behind the leaving', async () => {
  const device = await world.people.connect(bob);
  for (let round = 0; round < 10; round += 1) {
    const { id: roomId } = await world.people.createRoom(alice, 'Race');
    await world.people.join(bob, roomId);
    const send = (n: number) =>
      device.ask('message:send', {
        roomId,
        text: 'going',
        clientMsgId: `race-${String(round)}-${String(n)}`,
      });
    const [acks] = await Promise.all([
      Promise.all([0, 1, 2, 3, 4].map(send)),
      world.people.leaveForGood(bob, roomId),
    ]);
    expect(await send(9)).toMatchObject({ success: false, code: 'NOT_A_MEMBER' });
    const rows = await world.database.query<{ seq: string }>(
      'SELECT seq FROM "Message" WHERE "roomId" = $1 ORDER BY seq',
      [roomId],
    );
    const acked = acks.flatMap((ack) => (ack.success ? [ack.seq] : []));
    expect(rows.map(({ seq }) => Number(seq))).toEqual(acked.sort((a, b) => a - b));
    expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, n) => n + 1));
    for (const ack of acks) if (!ack.success) expect(ack.code).toBe('NOT_A_MEMBER');
  }
});
