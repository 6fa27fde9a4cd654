import { describe, expect, it } from '@jest/globals';
import { type AuditEntry, type Hook, HOOK_LIMITS, type Message, type NewHook } from '@chatket/contract';
import request, { type Test } from 'supertest';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, ISO, promote, UNKNOWN_ID, UUID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory'], { RATE_LIMIT_MESSAGES: '1000' });

const as = (person: Person) => callerWith(world.url, person.token);
let named = 0;
const newHook = async (roomId: string, maker: Person = alice): Promise<NewHook> =>
  (
    await as(maker)
      .post(`/api/rooms/${roomId}/hooks`, { name: `builds-${String((named += 1))}` })
      .expect(201)
  ).body as NewHook;
const call = ({ path }: Pick<NewHook, 'path'>, body: object | string): Test =>
  request(world.url)
    .post(path)
    .set('content-type', 'application/json')
    .send(typeof body === 'string' ? body : JSON.stringify(body));
const said = async (roomId: string): Promise<Message[]> =>
  (await as(alice).get(`/api/rooms/${roomId}/messages`).expect(200)).body as Message[];
const listed = async (roomId: string): Promise<Hook[]> =>
  (await as(alice).get(`/api/rooms/${roomId}/hooks`).expect(200)).body as Hook[];

/** A room of alice's with a webhook, where bob is a member. */
async function scene() {
  const { id: roomId } = await world.people.createRoom(alice);
  await world.people.join(bob, roomId);
  return { roomId, hook: await newHook(roomId) };
}

describe('a webhook', () => {
  it('says what it is sent as a member that is marked as a program, live and in the history', async () => {
    const { roomId, hook } = await scene();
    expect(hook).toEqual({
      id: expect.stringMatching(UUID),
      user: { id: expect.stringMatching(UUID), username: expect.stringMatching(/^builds-\d+~bot$/) },
      createdBy: { id: alice.id, username: alice.username },
      createdAt: expect.stringMatching(ISO),
      isWorking: true,
      path: expect.stringMatching(new RegExp(`^/hooks/${hook.id}/[\\w-]{43}$`)),
    });
    const device = await world.people.connectLog(bob);
    await device.tell('room:join', { roomId });
    const answer = await call(hook, { text: 'The build is green.' }).expect(200);
    expect([answer.text, answer.type]).toEqual(['ok', 'text/plain']);
    const { entries } = await device.next('room:log', (log) => log.entries.length > 0);
    expect(entries).toMatchObject([{ text: 'The build is green.', sender: hook.user }]);
    expect(await said(roomId)).toMatchObject([{ text: 'The build is green.', sender: hook.user }]);
    expect(await listed(roomId)).toEqual([
      { ...hook, path: undefined, lastUsedAt: expect.stringMatching(ISO) },
    ]);
  });

  it('takes a form with the field payload, and says once what is sent twice under one key', async () => {
    const { roomId, hook } = await scene();
    const payload = JSON.stringify({ text: 'from a form & more' });
    await request(world.url).post(hook.path).type('form').send({ payload }).expect(200, 'ok');
    for (const text of ['once', 'once']) {
      await call(hook, { text }).set('Idempotency-Key', 'build/17 #1').expect(200, 'ok');
    }
    expect((await said(roomId)).map(({ text }) => text)).toEqual(['from a form & more', 'once']);
  });

  it.each([
    ['no JSON', '{"text":', 400, 'invalid_payload'],
    ['no object', '["text"]', 400, 'invalid_payload'],
    ['nothing at all', '', 400, 'invalid_payload'],
    ['NUL', { text: 'a\u0000b' }, 400, 'invalid_payload'],
    ['no text', { username: 'somebody' }, 400, 'no_text'],
    ['white space', { text: ' \n ' }, 400, 'no_text'],
    ['too long a text', { text: 'x'.repeat(4_001) }, 400, 'msg_too_long'],
  ])('answers in the words of Slack: %s', async (_, body, status, text) => {
    const { roomId, hook } = await scene();
    await call(hook, body).expect(status, text);
    expect(await said(roomId)).toEqual([]);
  });

  it('refuses a body that is too large, and goes on', async () => {
    const { roomId, hook } = await scene();
    await call(hook, { text: 'x'.repeat(HOOK_LIMITS.bodyMaxBytes) }).expect(413);
    await call(hook, { text: 'short' }).expect(200);
    expect(await said(roomId)).toHaveLength(1);
  });

  it('keeps to the rules of the room: who may write, slow mode, words, archive', async () => {
    const { roomId, hook } = await scene();
    const change = (body: object) => as(alice).patch(`/api/rooms/${roomId}`, body).expect(200);
    await change({ postGate: 1 });
    await call(hook, { text: 'announced' }).expect(403, 'action_prohibited');
    await as(alice).patch(`/api/rooms/${roomId}/members/${hook.user.id}`, { role: 1 }).expect(200);
    await call(hook, { text: 'announced' }).expect(200);
    await as(alice).patch(`/api/rooms/${roomId}/members/${hook.user.id}`, { role: 0 }).expect(200);
    await change({ postGate: 0, slowSeconds: 60 });
    await call(hook, { text: 'slow' }).expect(200);
    await call(hook, { text: 'slow again' }).expect(429, 'rate_limited').expect('Retry-After', /^\d+$/);
    await change({ slowSeconds: 0 });
    const rule = { kind: 'word', pattern: 'turnip', act: 'block' };
    await as(alice).post(`/api/rooms/${roomId}/rules`, rule).expect(201);
    await call(hook, { text: 'a turnip' }).expect(403, 'action_prohibited');
    await as(alice).post(`/api/rooms/${roomId}/archive`).expect(200);
    await call(hook, { text: 'late' }).expect(410, 'channel_is_archived');
    expect((await said(roomId)).map(({ text }) => text)).toEqual(['announced', 'slow']);
  });

  it('S202 is not there for who does not know its secret, whatever is wrong: one answer, byte for byte', async () => {
    const { hook } = await scene();
    const wrong = { path: `${hook.path.slice(0, -1)}${hook.path.endsWith('A') ? 'B' : 'A'}` };
    const paths = [
      wrong.path,
      `/hooks/${UNKNOWN_ID}/${hook.path.split('/').at(-1) ?? ''}`,
      `/hooks/no-id/secret`,
      `/hooks/${hook.id}/%00`,
    ];
    const answers = await Promise.all(paths.map((path) => call({ path }, { text: 'let me in' })));
    const seen = answers.map(({ status, text, headers }) => {
      const { date: _date, ...others } = headers as Record<string, string>;
      return JSON.stringify({ status, text, others });
    });
    expect(new Set(seen).size).toBe(1);
    expect([answers[0]?.status, answers[0]?.text]).toEqual([404, 'no_service']);
  });

  it('S203 keeps no secret: not in the database, the list or the audit log', async () => {
    const { roomId, hook } = await scene();
    const secret = hook.path.split('/').at(-1) ?? '';
    await call(hook, { text: 'hello' }).expect(200);
    const rows = await world.database.query('SELECT h::text FROM "Hook" h');
    const { body: audit } = await as(alice).get(`/api/rooms/${roomId}/audit`).expect(200);
    expect(JSON.stringify([rows, await listed(roomId), audit])).not.toContain(secret);
    expect(audit as AuditEntry[]).toMatchObject([
      { action: 'hook.made', actor: { id: alice.id }, person: hook.user, targetId: hook.id },
    ]);
  });

  it('S204 ends with the rights of its maker, by hand, and when its member is put out', async () => {
    const { roomId } = await scene();
    await promote(world, bob, { id: roomId }, 'admin');
    const [his, kicked, ended] = [await newHook(roomId, bob), await newHook(roomId), await newHook(roomId)];
    for (const hook of [his, kicked, ended]) await call(hook, { text: 'still' }).expect(200);
    await promote(world, bob, { id: roomId }, 'moderator');
    await as(alice).delete(`/api/rooms/${roomId}/members/${kicked.user.id}`).expect(204);
    await as(alice).delete(`/api/rooms/${roomId}/hooks/${ended.id}`).expect(204);
    expectRefusal(await as(alice).delete(`/api/rooms/${roomId}/hooks/${ended.id}`), 'NOT_FOUND');
    for (const hook of [his, kicked, ended]) await call(hook, { text: 'more' }).expect(404, 'no_service');
    const works = (await listed(roomId)).map(({ id, isWorking }) => [id, isWorking]);
    expect(works).toEqual(
      expect.arrayContaining([
        [his.id, false],
        [kicked.id, false],
      ]),
    );
    await as(alice).delete(`/api/rooms/${roomId}/members/${bob.id}`).expect(204);
    await call(his, { text: 'more' }).expect(404, 'no_service');
    const members = (await as(alice).get(`/api/rooms/${roomId}/members`).expect(200)).body as object;
    expect(JSON.stringify(members)).not.toContain(ended.user.id);
    expect((await as(alice).get(`/api/rooms/${roomId}/audit?limit=3`)).body).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: 'hook.ended', targetId: ended.id })]),
    );
  });

  it('S285 goes on while its maker takes a break, as it is the room’s, and not while their account is closed by others', async () => {
    const { roomId } = await scene();
    const [maker] = (await world.people.crowd(1)) as [Person];
    await world.people.join(maker, roomId);
    await promote(world, maker, { id: roomId }, 'admin');
    const hook = await newHook(roomId, maker);
    await as(maker).post('/api/me/pause').expect(204);
    await call(hook, { text: 'nobody has to be awake for it' }).expect(200);
    await world.database.query('UPDATE "User" SET "isPaused" = false WHERE id = $1', [maker.id]);
    await call(hook, { text: 'more' }).expect(404, 'no_service');
    expect((await said(roomId)).map(({ text }) => text)).toEqual(['nobody has to be awake for it']);
  });

  it('S205 is made by an admin who has just logged in, and by no program', async () => {
    const { roomId, hook } = await scene();
    const path = `/api/rooms/${roomId}/hooks`;
    expectRefusal(await as(mallory).get(path), 'NOT_A_MEMBER');
    for (const answer of [
      await as(bob).post(path, { name: 'mine' }),
      await as(bob).get(path),
      await as(bob).delete(`${path}/${hook.id}`),
    ])
      expect(answer.body).toMatchObject({ code: 'FORBIDDEN', need: 'admin', have: 'member' });
    const { token } = (await as(alice).post('/api/tokens', { name: 'Mine', scope: 'write' }).expect(201))
      .body as { token: string };
    expectRefusal(await callerWith(world.url, token).post(path, { name: 'by-program' }), 'FRESH_LOGIN');
    expectRefusal(await as(alice).post(path, { name: hook.user.username.slice(0, -4) }), 'CONFLICT');
    expectRefusal(await as(alice).post(path, { name: 'No such~name' }), 'VALIDATION', ['name']);
    const elsewhere = await world.people.createRoom(alice);
    expectRefusal(await as(alice).delete(`/api/rooms/${elsewhere.id}/hooks/${hook.id}`), 'NOT_FOUND');
    await world.database.query(
      `UPDATE "Session" SET "createdAt" = now() - interval '1 hour' WHERE "userId" = $1`,
      [alice.id],
    );
    expectRefusal(await as(alice).post(path, { name: 'too-late' }), 'FRESH_LOGIN');
    await world.database.query(`UPDATE "Session" SET "createdAt" = now() WHERE "userId" = $1`, [alice.id]);
  });

  it('S206 is called no more than its limit in a minute, and a room has no more than its limit, also at once', async () => {
    const { roomId, hook } = await scene();
    const answers = await Promise.all(
      Array.from({ length: HOOK_LIMITS.callsPerMinute + 5 }, () => call(hook, '{')),
    );
    expect(answers.filter(({ text }) => text === 'rate_limited')).toHaveLength(5);
    const { id } = await world.people.createRoom(alice);
    const made = await Promise.all(
      Array.from({ length: HOOK_LIMITS.perRoomMax + 2 }, (_, index) =>
        as(alice).post(`/api/rooms/${id}/hooks`, { name: `many-${String(index)}` }),
      ),
    );
    expect(made.filter(({ status }) => status === 201)).toHaveLength(HOOK_LIMITS.perRoomMax);
    expect(await listed(roomId)).toHaveLength(1);
  });
});
