import { beforeEach, describe, expect, it } from '@jest/globals';
import type {
  AuditEntry,
  NewInvite,
  NewServerInvite,
  PublicConfig,
  Room,
  ServerSettings,
} from '@chatket/contract';
import request from 'supertest';
import { loginRequests } from '../support/login.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, UNKNOWN_ID } from '../support/rest.js';
import { peopleOf } from '../support/server-people.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], {
  WRITES_PER_USER: '10000',
  SERVER_OWNERS: 'chosen',
  REGISTRATION_DOMAINS: 'example.org',
});
const { requestCode, verifyCode, newCode } = loginRequests(() => world.url);
const as = ({ token }: Person) => callerWith(world.url, token);
const OPEN: ServerSettings = {
  name: null,
  icon: null,
  registration: 'open',
  domains: [],
  linkPreviews: false,
};

let admin: Person;
beforeEach(async () => {
  [admin] = (await peopleOf(world, 'admin')) as [Person];
  await set({});
});

const set = (parts: Partial<ServerSettings>) =>
  as(admin)
    .put('/api/server/settings', { ...OPEN, ...parts })
    .expect(200);
const config = async () => (await request(world.url).get('/api/config').expect(200)).body as PublicConfig;

let names = 0;
/** A first login under a new name. */
async function comeIn(invite?: string, username = `newcomer-${String((names += 1))}`) {
  const code = await newCode(username);
  return verifyCode({ username, code, ...(invite !== undefined && { invite }) });
}

async function link(body: object = {}) {
  const { body: room } = await as(admin).post('/api/rooms', { name: 'Cellar', kind: 'private' }).expect(201);
  const { id } = room as Room;
  const answer = await as(admin).post(`/api/rooms/${id}/invites`, body).expect(201);
  return { roomId: id, token: (answer.body as NewInvite).token };
}

describe('what is set on the server page', () => {
  it('is told to everybody, kept in the audit log, and may be set twice', async () => {
    expect(await config()).toMatchObject({ registration: 'open' });
    const wanted = {
      name: 'Kitchen  table',
      icon: '☕',
      registration: 'domains',
      domains: ['Example.ORG'],
      linkPreviews: true,
    };
    const { body } = await as(admin).put('/api/server/settings', wanted).expect(200);
    expect(body).toEqual({ ...wanted, name: 'Kitchen table', domains: ['example.org'] });
    await as(admin).put('/api/server/settings', wanted).expect(200);
    expect(await config()).toMatchObject({
      registration: 'domains',
      serverName: 'Kitchen table',
      serverIcon: '☕',
    });
    expect((await as(admin).get('/api/server/settings').expect(200)).body).toEqual(body);
    const { body: log } = await as(admin).get('/api/audit?action=server.configured&limit=1').expect(200);
    const [entry] = log as AuditEntry[];
    expect(entry).toMatchObject({ actor: { id: admin.id }, before: { name: null }, after: body });
  });

  it('stays as it is in what older clients leave out', async () => {
    await set({ linkPreviews: true });
    const { linkPreviews: _, ...older } = OPEN;
    const { body } = await as(admin).put('/api/server/settings', older).expect(200);
    expect(body).toEqual({ ...OPEN, linkPreviews: true });
  });

  it('is for those who run the server, and must make sense', async () => {
    const [person] = (await peopleOf(world, 'person')) as [Person];
    expectRefusal(await as(person).get('/api/server/settings'), 'FORBIDDEN');
    expectRefusal(await as(person).put('/api/server/settings', OPEN), 'FORBIDDEN');
    for (const [field, value] of [
      ['name', ' '],
      ['name', 'x'.repeat(41)],
      ['icon', 'ab'],
      ['registration', 'some'],
      ['domains', ['@example.org']],
      ['domains', 'example.org'],
      ['linkPreviews', 'on'],
    ] as const)
      expectRefusal(await as(admin).put('/api/server/settings', { ...OPEN, [field]: value }), 'VALIDATION', [
        field,
      ]);
  });
});

describe('who may make an account', () => {
  it('S170 is nobody where accounts are closed, but for owners whom the configuration names', async () => {
    await set({ registration: 'closed' });
    const { token } = await link();
    expectRefusal(await comeIn(), 'REGISTRATION_CLOSED');
    expectRefusal(await comeIn(token), 'REGISTRATION_CLOSED');
    expect((await comeIn(undefined, 'chosen')).status).toBe(201);
    await set({ registration: 'domains' });
    expectRefusal(await comeIn(token), 'ADDRESS_NOT_ALLOWED');
  });

  it('S170 is whoever has a link into a room, as often as it lets people in', async () => {
    await set({ registration: 'invite' });
    expectRefusal(await comeIn(), 'INVITE_NEEDED');
    expectRefusal(await comeIn('nothing'), 'INVITE_NEEDED');
    const once = await link({ maxUses: 1 });
    const answers = await Promise.all([comeIn(once.token), comeIn(once.token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403]);
    expectRefusal(await comeIn((await link({ way: 'guest' })).token), 'INVITE_NEEDED');

    const { roomId, token } = await link();
    expect((await comeIn(token)).status).toBe(201);
    await as(admin).put(`/api/rooms/${roomId}/raid`, { on: true }).expect(200);
    expectRefusal(await comeIn(token), 'INVITE_NEEDED');
  });

  it('S170 is asked only of who has proven a name, and never of who has an account', async () => {
    expect((await comeIn(undefined, 'regular')).status).toBe(201);
    await set({ registration: 'closed' });
    const wrong = ['regular', 'stranger'].map(async (username) => {
      const code = await newCode(username);
      return verifyCode({ username, code: code === '000000' ? '000001' : '000000' });
    });
    for (const answer of await Promise.all(wrong)) expectRefusal(answer, 'INVALID_CODE');
    expect((await comeIn(undefined, 'regular')).status).toBe(201);
    expectRefusal(await comeIn(undefined, 'stranger'), 'REGISTRATION_CLOSED');
  });
});

describe('an invitation to the server', () => {
  const invite = async (body: object = {}, by = admin) =>
    (await as(by).post('/api/server/invites', body).expect(201)).body as NewServerInvite;
  const invites = async () =>
    (await as(admin).get('/api/server/invites').expect(200)).body as NewServerInvite[];
  const preview = (token: string) => request(world.url).get(`/api/invites/${token}`);

  it('makes accounts, as many as it says, and leads into no room', async () => {
    await set({ registration: 'invite' });
    const { token, ...made } = await invite({ maxUses: 1, expiresIn: 3_600 });
    expect(made).toMatchObject({ createdBy: { id: admin.id }, maxUses: 1, uses: 0 });
    expect((await preview(token).expect(200)).body).toEqual({ way: 'register', invitedBy: made.createdBy });
    expectRefusal(await as(admin).post(`/api/invites/${token}/accept`, {}), 'INVITE_INVALID');
    expectRefusal(await request(world.url).get(`/api/invites/${token}/picture`), 'NOT_FOUND');
    const answers = await Promise.all([comeIn(token), comeIn(token), comeIn(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403]);
    expectRefusal(await preview(token), 'INVITE_INVALID');
    expect((await invites()).find(({ id }) => id === made.id)).toEqual({ ...made, uses: 1 });
  });

  it('S266 counts while it is not ended, is not over, its maker runs the server, and nobody floods it', async () => {
    await set({ registration: 'invite' });
    const ended = await invite();
    for (const round of [1, 2]) {
      const { status } = await as(admin).delete(`/api/server/invites/${ended.id}`);
      expect({ round, status }).toEqual({ round, status: 204 });
    }
    expectRefusal(await as(admin).delete(`/api/server/invites/${UNKNOWN_ID}`), 'NOT_FOUND');
    const late = await invite();
    await world.database.query(`UPDATE "ServerInvite" SET "expiresAt" = now() WHERE id = $1`, [late.id]);
    const [helper] = (await peopleOf(world, 'admin')) as [Person];
    const theirs = await invite({}, helper);
    await world.database.query('UPDATE "User" SET "serverRole" = 0 WHERE id = $1', [helper.id]);
    const flooded = await invite();
    await as(admin).put('/api/server/raid', { on: true }).expect(200);
    expectRefusal(await comeIn(flooded.token), 'INVITE_NEEDED');
    await as(admin).put('/api/server/raid', { on: false }).expect(200);
    for (const { token } of [ended, late, theirs]) {
      expectRefusal(await preview(token), 'INVITE_INVALID');
      expectRefusal(await comeIn(token), 'INVITE_NEEDED');
    }
    expect((await comeIn(flooded.token)).status).toBe(201);
    const ids = (await invites()).map(({ id }) => id);
    expect([ended, late].filter(({ id }) => ids.includes(id))).toEqual([]);
    // Nobody who sees the database makes a link of it.
    const kept = JSON.stringify(await world.database.query('SELECT * FROM "ServerInvite"'));
    expect(kept).not.toContain(flooded.token);
  });

  it('S266 is made, seen and ended by those who run the server', async () => {
    const [person] = (await peopleOf(world, 'person')) as [Person];
    const { id } = await invite();
    expectRefusal(await as(person).get('/api/server/invites'), 'FORBIDDEN');
    expectRefusal(await as(person).post('/api/server/invites', {}), 'FORBIDDEN');
    expectRefusal(await as(person).delete(`/api/server/invites/${id}`), 'FORBIDDEN');
    for (const body of [{ maxUses: 0 }, { maxUses: 1.5 }, { expiresIn: 1 }, { expiresIn: 'week' }])
      expectRefusal(await as(admin).post('/api/server/invites', body), 'VALIDATION', Object.keys(body));
  });

  it('S267 tells nobody by an answer, or the work for it, whether a name has an account', async () => {
    expect((await comeIn(undefined, 'settled')).status).toBe(201);
    await set({ registration: 'invite' });
    const invitation = await invite({ maxUses: 1 });
    const { token } = invitation;
    const tried = async (username: string, invite?: string) => {
      const asked = await requestCode({ username });
      const { code } = asked.body as { code: string };
      const wrong = code === '000000' ? '000001' : '000000';
      const before = process.cpuUsage();
      const answer = await verifyCode({ username, code: wrong, ...(invite && { invite }) });
      const { user, system } = process.cpuUsage(before);
      expectRefusal(answer, 'INVALID_CODE');
      const { code: _, ...said } = asked.body as { code: string; message: string };
      const { message } = answer.body as { message: string };
      return { answer: { status: asked.status, said, message }, cpu: user + system };
    };
    const all = [[], [], []] as Awaited<ReturnType<typeof tried>>[][];
    const wanted = [['settled'], ['not-here'], ['not-here-either', token]] as Parameters<typeof tried>[];
    // In turns: a machine that is busy is so for all of them.
    for (let turn = 0; turn < 4; turn += 1)
      for (const [place, each] of wanted.entries()) all[place]?.push(await tried(...each));
    // The least of them: what the server does besides, now and then, is no part of it.
    const [known, unknown, invited] = all.map((times) => {
      expect(new Set(times.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
      return { answer: times[0]?.answer, cpu: Math.min(...times.map(({ cpu }) => cpu)) };
    });
    if (!known || !unknown || !invited) throw new Error('three were tried');
    expect([unknown.answer, invited.answer]).toEqual([known.answer, known.answer]);
    // Hashing is nearly all of it; without the comparison it would be a tenth.
    for (const { cpu } of [unknown, invited]) {
      expect(cpu / known.cpu).toBeGreaterThan(0.3);
      expect(cpu / known.cpu).toBeLessThan(3);
    }
    // A wrong code has taken nothing of the invitation.
    expect((await invites()).find(({ id }) => id === invitation.id)?.uses).toBe(0);
    expect((await comeIn(token)).status).toBe(201);
  });
});
