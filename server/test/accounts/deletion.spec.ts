import { describe, expect, it } from '@jest/globals';
import {
  type AuditEntry,
  isChange,
  type Member,
  type Message,
  type RestError,
  type Room,
  type Session,
} from '@chatket/contract';
import { FinishDeletions } from '../../src/accounts/finish-deletions.js';
import { startApp } from '../support/app.js';
import { openDevice } from '../support/device.js';
import { deleteAccount, deletedName, deleteWholly, putOut } from '../support/living.js';
import { loginRequests } from '../support/login.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, promote, say } from '../support/rest.js';
import { useSecondApp, useWorld } from '../support/world.js';

/** Two processes on one database; alice came first, so the server is hers. */
const {
  world,
  cast: [alice],
} = useWorld(['alice'], { RATE_LIMIT_MESSAGES: '1000', WRITES_PER_USER: '10000' });
const other = useSecondApp(world);

const { verifyCode, newCode } = loginRequests(() => world.url);
const as = ({ token }: Person, url = world.url) => callerWith(url, token);
const historyOf = async (reader: Person, room: Pick<Room, 'id'>) =>
  (await as(reader).get(`/api/rooms/${room.id}/messages`).expect(200)).body as Message[];
const membersOf = async (reader: Person, room: Pick<Room, 'id'>) =>
  ((await as(reader).get(`/api/rooms/${room.id}/members`).expect(200)).body as Member[]).map(({ id }) => id);

/** A room of alice's, and somebody in it who has just logged in. */
async function scene(kind = 'public'): Promise<{ bob: Person; room: Room }> {
  const [bob] = (await world.people.crowd(1)) as [Person];
  const room = (await as(alice).post('/api/rooms', { name: 'Kitchen', kind }).expect(201)).body as Room;
  await as(alice).put(`/api/rooms/${room.id}/members/${bob.id}`, { role: 0 });
  await as(bob).post(`/api/rooms/${room.id}/join`);
  expect(await membersOf(alice, room)).toContain(bob.id);
  return { bob, room };
}

describe('deleting one’s account', () => {
  it('ends all logins in every process, and leaves what was said as from a deleted account', async () => {
    const { bob, room } = await scene('private');
    const [id = ''] = await say(world, room, bob, ['I was here']);
    const hers = await world.people.connectLog(alice);
    await hers.tell('room:join', { roomId: room.id });
    const devices = await Promise.all(
      [world.url, other.url].map((url) => openDevice(url, { token: bob.token })),
    );
    const left = devices.map(putOut);

    await deleteWholly(world, bob);
    expect(await Promise.all(left)).toEqual(['io server disconnect', 'io server disconnect']);
    for (const url of [world.url, other.url])
      expectRefusal(await as(bob, url).get('/api/rooms'), 'UNAUTHENTICATED');
    const sender = { id: bob.id, username: deletedName(bob) };
    expect(await historyOf(alice, room)).toContainEqual(
      expect.objectContaining({ messageId: id, text: 'I was here', sender }),
    );
    const { entries } = await hers.next(
      'room:log',
      ({ entries: [entry] }) => entry !== undefined && isChange(entry),
    );
    expect(entries).toMatchObject([{ kind: 'member', what: 'left', user: sender }]);
    expect(await membersOf(alice, room)).not.toContain(bob.id);
    const { body } = await as(alice).get(`/api/audit?personId=${bob.id}`).expect(200);
    expect((body as AuditEntry[]).map(({ action }) => action)).toContain('account.deleted');
    expect(JSON.stringify(body)).not.toContain(bob.username);
    expect((await as(alice).get(`/api/users/search?q=${bob.username}`)).body).toEqual([]);
    expect((await as(alice).get('/api/users/search?q=deleted')).body).toEqual([]);
  });

  it('S210 wants a login of the last minutes, and the name typed', async () => {
    const { bob } = await scene();
    for (const username of ['', 'alice', `${bob.username}x`])
      expectRefusal(await deleteAccount(world, bob, { username }), 'VALIDATION', ['username']);
    await world.database.query(
      `UPDATE "Session" SET "createdAt" = now() - interval '16 minutes' WHERE "userId" = $1`,
      [bob.id],
    );
    expectRefusal(await deleteAccount(world, bob), 'FRESH_LOGIN');
    const [signed] = (await guests(world, 1)) as [Person];
    expectRefusal(await deleteAccount(world, signed), 'FRESH_LOGIN');
    const { body } = await as(alice).post('/api/tokens', { name: 'A program', scope: 'write' }).expect(201);
    const program = { ...alice, token: (body as { token: string }).token };
    expectRefusal(await deleteAccount(world, program), 'SCOPE_MISSING');
    await as(bob).get('/api/rooms').expect(200);
  });

  it('S211 gives the name to nobody for thirty days, and never to whoever speaks for the old account', async () => {
    const { bob, room } = await scene();
    await say(world, room, bob, ['mine']);
    await deleteWholly(world, bob);
    const logIn = async () => verifyCode({ username: bob.username, code: await newCode(bob.username) });
    expectRefusal(await logIn(), 'NAME_TAKEN');
    await world.database.query('UPDATE "HeldName" SET until = now() WHERE username = $1', [bob.username]);
    const { user } = (await logIn()).body as Session;
    expect(user.username).toBe(bob.username);
    expect(user.id).not.toBe(bob.id);
    const [said] = await historyOf(alice, room);
    expect(said?.sender.username).toBe(deletedName(bob));
    // Nobody asks for a code by what it is called now.
    const { body } = await loginRequests(() => world.url).requestCode({ username: deletedName(bob) });
    expect((body as RestError).code).toBe('VALIDATION');
  });

  it('S212 names the rooms that somebody else has to own first', async () => {
    const { bob } = await scene();
    const room = await world.people.createRoom(bob, 'Garden');
    const alone = await world.people.createRoom(bob, 'Shed');
    await world.people.join(alice, room.id);
    const response = await deleteAccount(world, bob);
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({
      code: 'ROOMS_NEED_OWNER',
      rooms: [{ id: room.id, name: 'Garden' }],
    });
    await as(bob).get('/api/rooms').expect(200);
    await promote(world, alice, room, 'owner');
    await deleteWholly(world, bob);
    expect(await membersOf(alice, room)).toEqual([alice.id]);
    expect(
      await world.database.query('SELECT 1 FROM "RoomMembership" WHERE "roomId" = $1', [alone.id]),
    ).toEqual([]);
  });

  it('S212 leaves no room without an owner whose others have gone meanwhile', async () => {
    const { bob } = await scene();
    const [carol] = (await world.people.crowd(1)) as [Person];
    const room = await world.people.createRoom(bob, 'Garden');
    await world.people.join(carol, room.id);
    await world.people.join(alice, room.id);
    await promote(world, carol, room, 'owner');
    expect((await deleteAccount(world, bob)).status).toBe(204);
    await promote(world, carol, room, 'member');
    await world.app.get(FinishDeletions).run(bob.id);
    const owners = await world.database.query<{ userId: string }>(
      'SELECT "userId" FROM "RoomMembership" WHERE "roomId" = $1 AND role = 3',
      [room.id],
    );
    expect(owners).toHaveLength(1);
    expect([carol.id, alice.id]).toContain(owners[0]?.userId);
  });

  it('S212 leaves the server its last owner', async () => {
    expectRefusal(await deleteAccount(world, alice), 'LAST_OWNER');
  });

  it('S212 keeps a name that the configuration makes an owner', async () => {
    const owned = await startApp({ SERVER_OWNERS: 'olga' });
    try {
      expectRefusal(await deleteAccount(owned, await owned.people.logIn('olga')), 'OWNER_BY_NAME');
    } finally {
      await owned.close();
    }
  });

  it('leaves direct rooms to the others, who read on and write to nobody', async () => {
    const { bob } = await scene();
    const [carol] = (await world.people.crowd(1)) as [Person];
    const open = async (userIds: string[]) => (await as(bob).post('/api/direct', { userIds })).body as Room;
    const direct = await open([alice.id]);
    const group = await open([alice.id, carol.id]);
    const own = await open([bob.id]);
    await say(world, direct, bob, ['psst']);
    await say(world, group, bob, ['psst, all']);
    await deleteWholly(world, bob);
    const rooms = (await as(alice).get('/api/rooms?limit=100').expect(200)).body as Room[];
    const named = { id: bob.id, username: deletedName(bob) };
    expect(rooms.find(({ id }) => id === direct.id)?.people).toEqual([named]);
    expect((await historyOf(alice, direct)).map(({ text }) => text)).toEqual(['psst']);
    const hers = await world.people.connectLog(alice);
    const told = (roomId: string) => ({ roomId, text: 'still there?', clientMsgId: `later-${roomId}` });
    expect((await hers.refused('message:send', told(direct.id))).code).toBe('READ_ONLY');
    await hers.tell('message:send', told(group.id));
    expectRefusal(await as(alice).post('/api/direct', { userIds: [bob.id] }), 'VALIDATION', ['userIds[0]']);
    expectRefusal(
      await as(alice).put(`/api/rooms/${group.id}/members/${bob.id}`, { role: 0 }),
      'FIXED_PEOPLE',
    );
    const [notes] = await world.database.query<{ over: boolean }>(
      'SELECT "deletesAt" <= now() AS over FROM "Room" WHERE id = $1',
      [own.id],
    );
    expect(notes?.over).toBe(true);
  });

  it('S213 leaves no room behind that nobody can read any more', async () => {
    const { bob } = await scene();
    const [carol] = (await world.people.crowd(1)) as [Person];
    const open = async (body: object) => (await as(bob).post('/api/direct', body)).body as Room;
    const direct = await open({ userIds: [carol.id] });
    const group = await open({ userIds: [carol.id, alice.id] });
    const alone = (await as(bob).post('/api/rooms', { name: 'Mine', kind: 'private' }).expect(201))
      .body as Room;
    const ended = async () => {
      const rows = await world.database.query<{ id: string }>(
        'SELECT id FROM "Room" WHERE id = ANY($1::uuid[]) AND "deletesAt" <= now() ORDER BY id',
        [[direct.id, group.id, alone.id]],
      );
      return rows.map(({ id }) => id);
    };
    await deleteWholly(world, bob);
    expect(await ended()).toEqual([alone.id]);
    await deleteWholly(world, carol);
    expect(await ended()).toEqual([direct.id, alone.id].sort());
  });

  it('is told in every process where the one that did it has died before it told anybody', async () => {
    const { bob, room } = await scene();
    await say(world, room, bob, ['I was here']);
    const [mine, hers] = await Promise.all(
      [bob, alice].map(({ token }) => openDevice(other.url, { token, batch: true, log: 1 })),
    );
    await hers?.tell('room:join', { roomId: room.id });
    const left = mine && putOut(mine);
    await world.database.query('SELECT account_delete($1, false)', [bob.id]);
    await world.app.get(FinishDeletions).run(bob.id);
    expect(await left).toBe('io server disconnect');
    expect(await hers?.next('user:renamed')).toEqual({ id: bob.id, username: deletedName(bob) });
    expectRefusal(await as(bob, other.url).get('/api/rooms'), 'UNAUTHENTICATED');
    hers?.close();
  });

  it('is no account any more to those who run the server', async () => {
    const { bob } = await scene();
    await deleteWholly(world, bob);
    expectRefusal(await as(alice).delete(`/api/server/people/${bob.id}/deactivation`), 'NOT_FOUND');
    expectRefusal(await as(alice).put(`/api/users/${bob.id}/server-role`, { role: 1 }), 'NOT_FOUND');
    const { body } = await as(alice).get('/api/server/people?search=deleted').expect(200);
    expect(body).toEqual([]);
  });
});
