import { describe, expect, it } from '@jest/globals';
import { type ApiToken, type Bot, type NewApiToken, READING_EVENTS, TOKEN_LIMITS } from '@chatket/contract';
import { SOCKET_EVENTS } from '@chatket/contract/events';
import request from 'supertest';
import { ApiTokens } from '../../src/auth/index.js';
import { type Device, openDevice } from '../support/device.js';
import { loginRequests } from '../support/login.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guestAccount, guests, say, UNKNOWN_ID } from '../support/rest.js';
import { ROUTES } from '../support/permission-table.js';
import { useSecondApp, useWorld } from '../support/world.js';

/** Two processes on one database. */
const {
  world,
  cast: [alice],
} = useWorld(['alice'], { RATE_LIMIT_MESSAGES: '1000' });
const other = useSecondApp(world);

const as = (token: string, url = world.url) => callerWith(url, token);
const log = (token: string, url = world.url) => openDevice(url, { token, batch: true, log: 1 });
const left = ({ socket }: Device): Promise<string> =>
  socket.connected
    ? new Promise((resolve) => socket.once('disconnect', resolve))
    : Promise.resolve('io server disconnect');

let named = 0;
const newBot = async (owner: Person): Promise<Bot> =>
  (
    await as(owner.token)
      .post('/api/bots', { name: `Bot.${String((named += 1))}` })
      .expect(201)
  ).body as Bot;
const newToken = async (owner: Person, body: object = {}, path = '/api/tokens'): Promise<NewApiToken> =>
  (
    await as(owner.token)
      .post(path, { name: 'A program', scope: 'write', ...body })
      .expect(201)
  ).body as NewApiToken;

/** Somebody new with a room, and a token of theirs that writes and one that only reads. */
async function scene() {
  const [bob] = (await guests(world, 1)) as [Person];
  const room = await world.people.createRoom(bob);
  return { bob, room, writing: await newToken(bob), reading: await newToken(bob, { scope: 'read' }) };
}

describe('a token of a program', () => {
  it('logs in as its person over REST and sockets, in every process, is told once, and is listed', async () => {
    const { bob, room, writing } = await scene();
    expect(writing).toEqual({
      id: expect.any(String),
      name: 'A program',
      scope: 'write',
      createdAt: expect.stringMatching(/Z$/),
      token: expect.stringMatching(/^ckp_[0-9A-Za-z]{46}$/),
    });
    expect((await as(writing.token, other.url).get('/api/users/me').expect(200)).body).toMatchObject({
      id: bob.id,
    });
    const program = await log(writing.token);
    await program.tell('room:join', { roomId: room.id });
    const hers = await log(bob.token);
    await hers.tell('room:join', { roomId: room.id });
    const sent = { roomId: room.id, text: 'built', clientMsgId: 'program-0001' };
    const { messageId } = await program.tell('message:send', sent);
    expect((await hers.next('room:log', ({ entries }) => entries.length > 0)).entries).toMatchObject([
      { messageId, sender: { id: bob.id } },
    ]);
    const listed = (await as(bob.token).get('/api/tokens').expect(200)).body as ApiToken[];
    expect(listed.map(({ name, scope }) => [name, scope])).toEqual([
      ['A program', 'read'],
      ['A program', 'write'],
    ]);
    expect(JSON.stringify(listed)).not.toContain('ckp_');
    // They are no devices, and ending those does not end them.
    const devices = (await as(bob.token).get('/api/sessions').expect(200)).body as { id: string }[];
    expect(devices.map(({ id }) => id)).not.toContain(writing.id);
    await as(bob.token).delete('/api/sessions').expect(204);
    await as(writing.token).get('/api/users/me').expect(200);
    const kept = await world.database.query<{ hash: string }>(
      `SELECT encode(hash, 'escape') AS hash FROM "ApiToken"`,
    );
    expect(JSON.stringify(kept)).not.toContain(writing.token.slice(4, 20));
  });

  it('S179 ends at once in every process when it is taken back, also for whoever came in by it', async () => {
    const { bob, room, writing } = await scene();
    const [here, there] = [await log(writing.token), await log(writing.token, other.url)];
    await as(bob.token).delete(`/api/tokens/${writing.id}`).expect(204);
    await as(bob.token).delete(`/api/tokens/${writing.id}`).expect(204);
    expect(await Promise.all([left(here), left(there)])).toEqual(Array(2).fill('io server disconnect'));
    for (const { url } of [world, other]) {
      expectRefusal(await as(writing.token, url).get(`/api/rooms/${room.id}`), 'UNAUTHENTICATED');
      await expect(log(writing.token, url)).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    }
    const [mallory] = (await guests(world, 1)) as [Person];
    const { reading } = await scene();
    expectRefusal(await as(mallory.token).delete(`/api/tokens/${reading.id}`), 'NOT_FOUND');
    await as(reading.token).get('/api/users/me').expect(200);
  });

  it('S180 opens nothing of the account: no tokens, devices, bots, settings, nor what the server is run with', async () => {
    const { bob, writing } = await scene();
    await world.database.query('UPDATE "User" SET "serverRole" = 2 WHERE id = $1', [bob.id]);
    const program = as(writing.token);
    for (const path of [
      '/api/tokens',
      '/api/bots',
      '/api/sessions',
      '/api/audit',
      '/api/server/people',
      '/api/scheduled',
    ])
      expectRefusal(await program.get(path), 'SCOPE_MISSING');
    for (const path of ['/api/tokens', '/api/bots', '/api/sessions'])
      expectRefusal(await program.post(path, { name: 'another', scope: 'write' }), 'SCOPE_MISSING');
    expectRefusal(await program.delete('/api/sessions'), 'SCOPE_MISSING');
    // Whatever comes later is closed, unless it is a matter of rooms, messages, files or what one has saved; people are looked at.
    const open =
      /^(\S+ \/api\/(rooms|messages|direct|dm|threads|search|saved|uploads|files)(\/|$)|GET \/api\/users(\/|$))/;
    const closed = Object.entries(ROUTES)
      .filter(([name, row]) => !open.test(name) && !('anonymous' in row))
      .map(([name]) => name.replace(/#.*/, '').split(' '));
    expect(closed.length).toBeGreaterThan(40);
    for (const [method = '', path = ''] of closed) {
      const how = method.toLowerCase() as 'get';
      const call = request(world.url)[how](path.replace(/\{\w+\}/g, UNKNOWN_ID));
      const { status, body } = await call.set('authorization', `Bearer ${writing.token}`);
      expect([method, path, status, (body as { code?: string }).code]).toEqual([
        ...[method, path, 403, 'SCOPE_MISSING'],
      ]);
    }
  });

  it('S168 ends with the account of its person, and so do those of bots of theirs; none is made behind it', async () => {
    const { bob, writing } = await scene();
    const bot = await newBot(bob);
    const ofBot = await newToken(bob, {}, `/api/bots/${bot.id}/tokens`);
    await world.database.query('UPDATE "User" SET "serverRole" = 2 WHERE id = $1', [alice.id]);
    const sockets = [await log(writing.token), await log(ofBot.token, other.url)];
    // Both are on their way when the account is closed: they wait for each other, and either ends before or finds it closed.
    const [, ...made] = await Promise.all([
      as(alice.token).put(`/api/server/people/${bob.id}/deactivation`, {}).expect(204),
      as(bob.token).post('/api/tokens', { name: 'late', scope: 'write' }),
      as(bob.token).post(`/api/bots/${bot.id}/tokens`, { name: 'late', scope: 'write' }),
    ]);
    expect(await Promise.all(sockets.map(left))).toEqual(Array(2).fill('io server disconnect'));
    const late = made.flatMap(({ body }) => (body as Partial<NewApiToken>).token ?? []);
    for (const token of [writing.token, ofBot.token, ...late])
      for (const { url } of [world, other])
        expectRefusal(await as(token, url).get('/api/users/me'), 'UNAUTHENTICATED');
    const tokens = world.app.get(ApiTokens);
    for (const owner of [bob, bot])
      await expect(tokens.create(owner, { name: 'later', scope: 'read' })).rejects.toMatchObject({
        code: 'ACCOUNT_DEACTIVATED',
      });
  });

  it('S181 that only reads changes nothing, neither by REST nor by any event', async () => {
    const { bob, room, reading } = await scene();
    const [messageId = ''] = await say(world, room, bob, ['read me']);
    const program = as(reading.token);
    await program.get(`/api/rooms/${room.id}/messages`).expect(200);
    expectRefusal(await program.post('/api/rooms', { name: 'mine' }), 'SCOPE_MISSING');
    expectRefusal(await program.patch(`/api/rooms/${room.id}`, { topic: 'mine' }), 'SCOPE_MISSING');
    expectRefusal(
      await program.post(`/api/messages/${messageId}/reactions`, { emoji: '👍' }),
      'SCOPE_MISSING',
    );
    const device = await log(reading.token);
    for (const [event, { payload }] of Object.entries(SOCKET_EVENTS.client)) {
      const isReading = (READING_EVENTS as ReadonlySet<string>).has(event);
      const answer = (await device.askAnything(event, payload)) as { code?: string };
      expect([event, answer.code === 'SCOPE_MISSING']).toEqual([event, !isReading]);
    }
    await device.tell('room:join', { roomId: room.id });
    const hers = await log(bob.token);
    const sent = { roomId: room.id, text: 'and me', clientMsgId: 'program-0002' };
    const { messageId: next } = await hers.tell('message:send', sent);
    expect((await device.next('room:log', ({ entries }) => entries.length > 0)).entries).toMatchObject([
      { messageId: next },
    ]);
  });

  it('counts for as long as was said, and one has so many', async () => {
    const { bob } = await scene();
    const { id, token, endsAt } = await newToken(bob, { days: 7 });
    expect(Date.parse(endsAt ?? '') - Date.now()).toBeLessThanOrEqual(7 * 24 * 3_600_000);
    await world.database.query(`UPDATE "Session" SET "endsAt" = now() - interval '1 second' WHERE id = $1`, [
      id,
    ]);
    expect((await as(token, other.url).get('/api/users/me')).status).toBe(401);
    const listed = (await as(bob.token).get('/api/tokens').expect(200)).body as ApiToken[];
    expect(listed.map((each) => each.id)).not.toContain(id);
    const many = await Promise.all(
      Array.from({ length: TOKEN_LIMITS.tokensMax + 3 }, () =>
        as(bob.token).post('/api/tokens', { name: 'x', scope: 'read' }),
      ),
    );
    const statuses = many.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(TOKEN_LIMITS.tokensMax - 2);
    expect(statuses.filter((status) => status === 409)).toHaveLength(5);
    for (const [field, wrong] of [
      ['name', ''],
      ['name', 'x'.repeat(TOKEN_LIMITS.nameMax + 1)],
      ['scope', 'admin'],
      ['days', 0],
      ['days', 1.5],
      ['days', TOKEN_LIMITS.daysMax + 1],
    ] as const)
      expectRefusal(
        await as(bob.token).post('/api/tokens', { name: 'x', scope: 'read', [field]: wrong }),
        'VALIDATION',
        [field],
      );
  });

  it('with a slip in it costs no look-up, and is refused as any other', async () => {
    const { writing } = await scene();
    const slip = writing.token.slice(0, -1) + (writing.token.endsWith('a') ? 'b' : 'a');
    for (const token of [slip, 'ckp_', `ckb_${writing.token.slice(4)}`])
      expectRefusal(await as(token).get('/api/users/me'), 'UNAUTHENTICATED');
  });

  it('is not for guests', async () => {
    const guest = await guestAccount(world);
    expectRefusal(await as(guest.token).post('/api/tokens', { name: 'x', scope: 'read' }), 'NOT_FOR_GUESTS');
    expectRefusal(await as(guest.token).get('/api/bots'), 'NOT_FOR_GUESTS');
  });
});

describe('a bot', () => {
  it('is brought into rooms as people are, says what it is by its name, and cannot log in by hand', async () => {
    const { bob, room } = await scene();
    const bot = await newBot(bob);
    expect(bot).toEqual({
      id: expect.any(String),
      username: `bot.${String(named)}~bot`,
      createdAt: expect.stringMatching(/Z$/),
    });
    const { token } = await newToken(bob, {}, `/api/bots/${bot.id}/tokens`);
    expect(token).toMatch(/^ckb_/);
    expectRefusal(await as(token).get(`/api/rooms/${room.id}/messages`), 'NOT_A_MEMBER');
    await as(bob.token).put(`/api/rooms/${room.id}/members/${bot.id}`, {});
    const hers = await log(bob.token);
    await hers.tell('room:join', { roomId: room.id });
    const program = await log(token);
    const text = `@${bob.username} it will rain`;
    await program.tell('message:send', { roomId: room.id, text, clientMsgId: 'weather-0001' });
    expect((await hers.next('room:log', ({ entries }) => entries.length > 0)).entries).toMatchObject([
      { text, sender: { id: bot.id, username: bot.username } },
    ]);
    // It is spoken to as people are.
    await program.tell('room:join', { roomId: room.id });
    const asked = { roomId: room.id, text: `@${bot.username} and tomorrow?`, clientMsgId: 'weather-0003' };
    await hers.tell('message:send', asked);
    const { entries } = await program.next('room:log', ({ entries: all }) =>
      JSON.stringify(all).includes('tomorrow'),
    );
    expect(JSON.stringify(entries)).toContain(bot.id);

    const { requestCode } = loginRequests(() => world.url);
    expect((await requestCode(bot.username)).status).toBe(400);
    expectRefusal(await as(token).get('/api/bots'), 'SCOPE_MISSING');
  });

  it('S182 is its owner’s: to others it is not there', async () => {
    const { bob } = await scene();
    const bot = await newBot(bob);
    const made = await newToken(bob, {}, `/api/bots/${bot.id}/tokens`);
    const theirs = as(alice.token);
    expectRefusal(await theirs.get(`/api/bots/${bot.id}/tokens`), 'NOT_FOUND');
    expectRefusal(await theirs.post(`/api/bots/${bot.id}/tokens`, { name: 'x', scope: 'read' }), 'NOT_FOUND');
    expectRefusal(await theirs.delete(`/api/bots/${bot.id}/tokens/${made.id}`), 'NOT_FOUND');
    expectRefusal(await theirs.delete(`/api/bots/${bot.id}`), 'NOT_FOUND');
    expect((await theirs.get('/api/bots').expect(200)).body).toEqual([]);
    expectRefusal(await as(bob.token).delete(`/api/tokens/${made.id}`), 'NOT_FOUND');
    expectRefusal(await as(bob.token).delete(`/api/bots/${bot.id}/tokens/${UNKNOWN_ID}`), 'NOT_FOUND');
    const tokens = (await as(bob.token).get(`/api/bots/${bot.id}/tokens`).expect(200)).body as ApiToken[];
    expect(tokens.map(({ id }) => id)).toEqual([made.id]);
  });

  it('that is given up says nothing more; what it has said stays, and so does its name', async () => {
    const { bob, room } = await scene();
    const bot = await newBot(bob);
    const { token } = await newToken(bob, {}, `/api/bots/${bot.id}/tokens`);
    await as(bob.token).put(`/api/rooms/${room.id}/members/${bot.id}`, {});
    const program = await log(token);
    await program.tell('message:send', { roomId: room.id, text: 'goodbye', clientMsgId: 'weather-0002' });
    await as(bob.token).delete(`/api/bots/${bot.id}`).expect(204);
    expect(await left(program)).toBe('io server disconnect');
    expectRefusal(await as(token).get('/api/users/me'), 'UNAUTHENTICATED');
    expectRefusal(
      await as(bob.token).post(`/api/bots/${bot.id}/tokens`, { name: 'x', scope: 'read' }),
      'NOT_FOUND',
    );
    const { body } = await as(bob.token).get(`/api/rooms/${room.id}/messages`).expect(200);
    expect(body).toMatchObject([{ text: 'goodbye', sender: { username: bot.username } }]);
    const name = bot.username.replace('~bot', '');
    expectRefusal(await as(bob.token).post('/api/bots', { name }), 'CONFLICT');
  });

  it('has a name that can be one, and somebody has so many', async () => {
    const { bob } = await scene();
    for (const name of ['', 'ab', 'x'.repeat(29), 'a b', 'admin', 'a~bot', 7])
      expectRefusal(await as(bob.token).post('/api/bots', { name }), 'VALIDATION', ['name']);
    const many = await Promise.all(
      Array.from({ length: TOKEN_LIMITS.botsMax + 2 }, (_, place) =>
        as(bob.token).post('/api/bots', { name: `many-${String(place)}` }),
      ),
    );
    expect(many.filter(({ status }) => status === 201)).toHaveLength(TOKEN_LIMITS.botsMax);
    expect(many.filter(({ status }) => status === 409)).toHaveLength(2);
  });
});
