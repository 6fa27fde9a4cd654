import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditEntry, NewInvite, PublicConfig, Room, ServerSettings } from '@chatket/contract';
import request from 'supertest';
import { loginRequests } from '../support/login.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { peopleOf } from '../support/server-people.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], {
  WRITES_PER_USER: '10000',
  SERVER_OWNERS: 'chosen',
  REGISTRATION_DOMAINS: 'example.org',
});
const { verifyCode, newCode } = loginRequests(() => world.url);
const as = ({ token }: Person) => callerWith(world.url, token);
const OPEN: ServerSettings = { name: null, icon: null, registration: 'open', domains: [] };

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
    const wanted = { name: 'Kitchen  table', icon: '☕', registration: 'domains', domains: ['Example.ORG'] };
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
