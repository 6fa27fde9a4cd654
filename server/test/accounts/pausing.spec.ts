import { describe, expect, it } from '@jest/globals';
import type { AuditEntry, NewApiToken, Profile, Room, ServerPerson } from '@chatket/contract';
import { openDevice } from '../support/device.js';
import { putOut } from '../support/living.js';
import { loginRequests } from '../support/login.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, say } from '../support/rest.js';
import { peopleOf } from '../support/server-people.js';
import { useSecondApp, useWorld } from '../support/world.js';

/** Two processes on one database; alice came first, so the server is hers. */
const {
  world,
  cast: [alice],
} = useWorld(['alice'], { RATE_LIMIT_MESSAGES: '1000', WRITES_PER_USER: '10000' });
const other = useSecondApp(world);

const { verifyCode, newCode } = loginRequests(() => world.url);
const as = ({ token }: Person, url = world.url) => callerWith(url, token);
const pause = (person: Person) => as(person).post('/api/me/pause');
const profileOf = async (reader: Person, { id }: Person) =>
  ((await as(reader).get(`/api/users/profiles?ids=${id}`).expect(200)).body as Profile[])[0];
const actionsOn = async ({ id }: Person) =>
  ((await as(alice).get(`/api/audit?personId=${id}`).expect(200)).body as AuditEntry[]).map(
    ({ action }) => action,
  );

async function logIn(person: Person): Promise<Person> {
  const code = await newCode(person.username);
  const { body } = await verifyCode({ username: person.username, code }).expect(201);
  return { ...person, token: (body as { accessToken: string }).accessToken };
}

/** A room of alice's, and somebody in it who has just logged in. */
async function scene(): Promise<{ bob: Person; room: Room }> {
  const [bob] = (await world.people.crowd(1)) as [Person];
  const room = await world.people.createRoom(alice, 'Kitchen');
  await world.people.join(bob, room.id);
  return { bob, room };
}

describe('a break from one’s account', () => {
  it('ends all logins in every process, shows others who it is, and ends with the next login: nothing is lost', async () => {
    const { bob, room } = await scene();
    await as(bob).patch('/api/me', { displayName: 'Bob Builder', about: 'Builds', timeZone: 'Europe/Rome' });
    await say(world, room, bob, ['I was here']);
    const { body: program } = await as(bob)
      .post('/api/tokens', { name: 'A program', scope: 'write' })
      .expect(201);
    const hers = await world.people.connectLog(alice);
    const told = (isPaused: boolean) =>
      hers.next('user:updated', (news) => news.id === bob.id && (news.isPaused === true) === isPaused);
    const devices = await Promise.all(
      [world.url, other.url].map((url) => openDevice(url, { token: bob.token })),
    );
    const left = devices.map(putOut);

    await pause(bob).expect(204);
    expect(await Promise.all(left)).toEqual(['io server disconnect', 'io server disconnect']);
    for (const url of [world.url, other.url])
      for (const { token } of [bob, program as NewApiToken])
        expectRefusal(await callerWith(url, token).get('/api/rooms'), 'UNAUTHENTICATED');
    const shown = { id: bob.id, username: bob.username, displayName: 'Bob Builder', isPaused: true };
    expect(await told(true)).toEqual({ ...shown, rev: expect.any(Number) });
    expect(await profileOf(alice, bob)).toEqual({ ...shown, rev: expect.any(Number) });
    const { body: people } = await as(alice).get('/api/server/people?only=deactivated').expect(200);
    expect((people as ServerPerson[]).find(({ id }) => id === bob.id)).toMatchObject({ isPaused: true });
    await say(world, room, alice, ['While you were away']);

    const again = await logIn(bob);
    expect(await told(false)).toMatchObject({
      about: 'Builds',
      timeZone: 'Europe/Rome',
    });
    expect(await profileOf(alice, bob)).not.toHaveProperty('isPaused');
    const { body } = await as(again).get(`/api/rooms/${room.id}/messages`).expect(200);
    expect((body as { text: string }[]).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['I was here', 'While you were away']),
    );
    expect(await actionsOn(bob)).toEqual(expect.arrayContaining(['account.paused', 'account.resumed']));
    // What has ended stays so.
    expectRefusal(await as(bob).get('/api/rooms'), 'UNAUTHENTICATED');
    world.people.disconnect();
  });

  it('is told of whoever has told nothing else', async () => {
    const { bob } = await scene();
    const hers = await world.people.connectLog(alice);
    await pause(bob).expect(204);
    expect(await hers.next('user:updated', ({ id }) => id === bob.id)).toEqual({
      ...{ id: bob.id, username: bob.username },
      ...{ isPaused: true, rev: 0 },
    });
    world.people.disconnect();
  });

  it('S275 wants a login of the last minutes, and an account of one’s own', async () => {
    const { bob } = await scene();
    const { body } = await as(bob).post('/api/tokens', { name: 'A program', scope: 'write' }).expect(201);
    expectRefusal(
      await callerWith(world.url, (body as NewApiToken).token).post('/api/me/pause'),
      'SCOPE_MISSING',
    );
    await world.database.query(
      `UPDATE "Session" SET "createdAt" = now() - interval '16 minutes' WHERE "userId" = $1`,
      [bob.id],
    );
    expectRefusal(await pause(bob), 'FRESH_LOGIN');
    const [signed] = (await guests(world, 1)) as [Person];
    expectRefusal(await pause(signed), 'FRESH_LOGIN');
    await as(bob).get('/api/rooms').expect(200);
  });

  it('S275 is not taken by the last owner of the server', async () => {
    expectRefusal(await pause(alice), 'LAST_OWNER');
    const { bob } = await scene();
    await world.database.query('UPDATE "User" SET "serverRole" = 2 WHERE id = $1', [bob.id]);
    await pause(bob).expect(204);
    expectRefusal(await pause(alice), 'LAST_OWNER');
    await world.database.query('UPDATE "User" SET "serverRole" = 0 WHERE id = $1', [bob.id]);
  });

  it('S275 does not open an account that those who run the server have closed', async () => {
    const { bob } = await scene();
    const [admin] = (await peopleOf(world, 'admin')) as [Person];
    const deactivation = `/api/server/people/${bob.id}/deactivation`;
    await pause(bob).expect(204);
    await as(admin).put(deactivation, {}).expect(204);
    const code = await newCode(bob.username);
    expectRefusal(await verifyCode({ username: bob.username, code }), 'ACCOUNT_DEACTIVATED');
    expect(await profileOf(alice, bob)).not.toHaveProperty('isPaused');
    await as(admin).delete(deactivation).expect(204);
    await logIn(bob);
  });

  it('S275 leaves no login of the same moment to an account that is closed', async () => {
    const { bob } = await scene();
    const code = await newCode(bob.username);
    const [answer, paused] = await Promise.all([
      verifyCode({ username: bob.username, code }).expect(201),
      pause(bob),
    ]);
    expect(paused.status).toBe(204);
    const token = (answer.body as { accessToken: string }).accessToken;
    const { status } = await callerWith(world.url, token).get('/api/rooms');
    const [row] = await world.database.query<{ isPaused: boolean }>(
      'SELECT "isPaused" FROM "User" WHERE id = $1',
      [bob.id],
    );
    expect({ status, isPaused: row?.isPaused }).toEqual(
      status === 200 ? { status, isPaused: false } : { status: 401, isPaused: true },
    );
  });

  it('lets several log in to it at once', async () => {
    const { bob } = await scene();
    await pause(bob).expect(204);
    const code = await newCode(bob.username);
    const answers = await Promise.all([1, 2, 3].map(() => verifyCode({ username: bob.username, code })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await actionsOn(bob)).filter((action) => action === 'account.resumed')).toHaveLength(1);
  });
});
