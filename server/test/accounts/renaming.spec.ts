import { describe, expect, it } from '@jest/globals';
import {
  type AuditEntry,
  isChange,
  type Me,
  type Message,
  RENAMES_MAX,
  type Room,
  type Session,
} from '@chatket/contract';
import pg from 'pg';
import { v7 } from 'uuid';
import { SessionSweep } from '../../src/auth/sessions/session-sweep.js';
import { startApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { openDevice } from '../support/device.js';
import { deletedName, deleteWholly } from '../support/living.js';
import { loginRequests } from '../support/login.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guestAccount, guests } from '../support/rest.js';
import { useSecondApp, useWorld } from '../support/world.js';

/** Two processes on one database. */
const {
  world,
  cast: [alice],
} = useWorld(['alice'], { RATE_LIMIT_MESSAGES: '1000', WRITES_PER_USER: '10000' });
const other = useSecondApp(world);

const { verifyCode, newCode, requestCode } = loginRequests(() => world.url);
const as = ({ token }: Person, url = world.url) => callerWith(url, token);
const rename = (person: Person, username: string, url = world.url) =>
  as(person, url).put('/api/me/username', { username });
const historyOf = async (reader: Person, room: Pick<Room, 'id'>) =>
  (await as(reader).get(`/api/rooms/${room.id}/messages`).expect(200)).body as Message[];

let named = 0;
const newName = () => `renamed-${String((named += 1))}`;

async function scene(): Promise<{ bob: Person; room: Room; name: string }> {
  const [bob] = (await world.people.crowd(1)) as [Person];
  const room = await world.people.createRoom(alice);
  await world.people.join(bob, room.id);
  return { bob, room, name: newName() };
}

describe('changing one’s name', () => {
  it('keeps logins, tokens and connections, in every process, which go on under the new name', async () => {
    const { bob, room, name } = await scene();
    const browser = new Browser(world.url);
    await browser.logIn(bob.username);
    const mine = await Promise.all(
      [world.url, other.url].map((url) => openDevice(url, { token: bob.token, batch: true, log: 1 })),
    );
    const hers = await world.people.connectLog(alice);
    await hers.tell('room:join', { roomId: room.id });
    const user = { id: bob.id, username: name };

    expect((await rename(bob, ` ${name.toUpperCase()} `).expect(200)).body as Me).toMatchObject(user);
    for (const device of [...mine, hers]) expect(await device.next('user:renamed')).toEqual(user);
    for (const device of mine) expect(device.socket.connected).toBe(true);
    for (const url of [world.url, other.url])
      expect((await as(bob, url).get('/api/users/me').expect(200)).body).toMatchObject(user);
    const refreshed = await browser.refresh();
    expect((refreshed.body as Session).user).toEqual(user);

    const [here] = mine;
    await here?.tell('room:join', { roomId: room.id });
    await here?.tell('message:send', { roomId: room.id, text: 'it is me', clientMsgId: 'renamed-0001' });
    const { entries } = await hers.next(
      'room:log',
      ({ entries: [entry] }) => entry !== undefined && !isChange(entry),
    );
    expect(entries).toMatchObject([{ text: 'it is me', sender: user }]);
    const roster = await hers.next('room:roster:delta', ({ changed }) =>
      changed.some(({ username }) => username === name),
    );
    expect(roster.changed).toMatchObject([user]);
    expect((await historyOf(alice, room)).map(({ sender }) => sender)).toEqual([user]);
    const { body } = await as(alice).get(`/api/audit?personId=${bob.id}`).expect(200);
    expect((body as AuditEntry[]).map(({ action }) => action)).toContain('account.renamed');
    expect(JSON.stringify(body)).not.toContain(bob.username);
    for (const device of mine) device.close();
  });

  it('is found out by a process that was not told', async () => {
    const { bob, room, name } = await scene();
    const mine = await openDevice(other.url, { token: bob.token, batch: true, log: 1 });
    const hers = await openDevice(other.url, { token: alice.token, batch: true, log: 1 });
    for (const device of [mine, hers]) await device.tell('room:join', { roomId: room.id });
    await world.database.query('SELECT account_rename($1, $2, 3)', [bob.id, name]);
    await other.app.get(SessionSweep).run();
    expect(await hers.next('user:renamed')).toEqual({ id: bob.id, username: name });
    await mine.tell('message:send', { roomId: room.id, text: 'it is me', clientMsgId: 'renamed-0003' });
    const { entries } = await hers.next(
      'room:log',
      ({ entries: [entry] }) => entry !== undefined && !isChange(entry),
    );
    expect(entries).toMatchObject([{ sender: { id: bob.id, username: name } }]);
    for (const device of [mine, hers]) device.close();
  });

  it('is told to nobody who shares no room', async () => {
    const { bob, name } = await scene();
    const [mallory] = (await guests(world, 1)) as [Person];
    const [phone, hers] = await Promise.all([world.people.connectLog(mallory), world.people.connectLog(bob)]);
    await rename(bob, name).expect(200);
    await hers.next('user:renamed');
    await phone.tell('auth:refresh', { token: mallory.token });
    expect(phone.all('user:renamed')).toEqual([]);
  });

  it('leads from what older texts say to the person', async () => {
    const { bob, room, name } = await scene();
    const hers = await world.people.connectLog(alice);
    const say = (text: string, clientMsgId: string) =>
      hers.tell('message:send', { roomId: room.id, text, clientMsgId });
    await say(`Hello @${bob.username}!`, 'mention-0001');
    await rename(bob, name).expect(200);
    const spoken = async () => (await historyOf(alice, room))[0]?.mentions?.people;
    expect(await spoken()).toEqual([{ id: bob.id, username: name, names: [bob.username] }]);
    await say(`Hello @${name}!`, 'mention-0002');
    expect((await historyOf(alice, room)).at(-1)?.mentions?.people).toMatchObject([{ id: bob.id }]);
    await deleteWholly(world, { ...bob, username: name });
    expect(await spoken()).toEqual([{ id: bob.id, username: deletedName(bob) }]);
  });

  it('S215 wants a login of the last minutes, and is for people', async () => {
    const { bob, name } = await scene();
    const [signed] = (await guests(world, 1)) as [Person];
    expectRefusal(await rename(signed, name), 'FRESH_LOGIN');
    expectRefusal(await rename(await guestAccount(world), name), 'NOT_FOR_GUESTS');
    for (const username of ['', 'ab', 'admin', 'with blank', 'deleted-0123456789ab', 'somebody~bot'])
      expectRefusal(await rename(bob, username), 'VALIDATION', ['username']);
  });

  it('S116 S216 keeps the old name for its person for thirty days, who may go back', async () => {
    const { bob, name } = await scene();
    const { bob: carol } = await scene();
    await rename(bob, name).expect(200);
    expectRefusal(await rename(carol, bob.username), 'NAME_TAKEN');
    expectRefusal(await rename(carol, name), 'NAME_TAKEN');
    expectRefusal(
      await verifyCode({ username: bob.username, code: await newCode(bob.username) }),
      'NAME_TAKEN',
    );
    await rename(bob, bob.username).expect(200);
    await rename(bob, bob.username).expect(200);
    expectRefusal(await rename(carol, name), 'NAME_TAKEN');
    await world.database.query('UPDATE "HeldName" SET until = now() WHERE username = $1', [name]);
    await rename(carol, name).expect(200);
  });

  it('S216 is done three times in thirty days, also by many at once', async () => {
    const { bob } = await scene();
    const answers = await Promise.all(Array.from({ length: RENAMES_MAX * 3 }, () => rename(bob, newName())));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(RENAMES_MAX);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expectRefusal(answer, 'LIMIT_REACHED');
    await world.database.query(
      `UPDATE "User" SET "renamedAt" = ARRAY(SELECT x - interval '31 days' FROM unnest("renamedAt") x) WHERE id = $1`,
      [bob.id],
    );
    await rename(bob, newName()).expect(200);
  });

  it('S217 gives a name to one of all who want it at once', async () => {
    const people = await world.people.crowd(6);
    const name = newName();
    const code = await newCode(name);
    const [login, ...answers] = await Promise.all([
      verifyCode({ username: name, code }),
      ...people.map((person) => rename(person, name)),
    ]);
    const winners = [login, ...answers].filter(({ status }) => status < 300);
    expect(winners).toHaveLength(1);
    expect(await world.database.query('SELECT 1 FROM "User" WHERE username = $1', [name])).toHaveLength(1);
  });

  it('S217 gives a name to nobody in the moment in which it is given up', async () => {
    const { bob, name } = await scene();
    const { bob: carol } = await scene();
    const [first, second] = [world.database.url, world.database.url].map(
      (connectionString) => new pg.Client({ connectionString }),
    ) as [pg.Client, pg.Client];
    await Promise.all([first.connect(), second.connect()]);
    try {
      await first.query('BEGIN');
      await first.query('SELECT outcome FROM account_rename($1, $2, 3)', [bob.id, name]);
      const taken = second.query<{ outcome: string }>('SELECT outcome FROM account_rename($1, $2, 3)', [
        carol.id,
        bob.username,
      ]);
      const ensured = world.database.query<{ id: string | null }>(
        'SELECT id FROM user_ensure($1, $2, false)',
        [v7(), bob.username],
      );
      await first.query('COMMIT');
      expect((await taken).rows).toEqual([{ outcome: 'taken' }]);
      expect([null, bob.id]).toContain((await ensured)[0]?.id);
      expect(await world.database.query('SELECT 1 FROM "User" WHERE username = $1', [bob.username])).toEqual(
        [],
      );
    } finally {
      await Promise.all([first.end(), second.end()]);
    }
  });

  it('S218 lets nobody in by a code that was asked for the name before it was theirs', async () => {
    const { bob, name } = await scene();
    const code = await newCode(name);
    await rename(bob, name).expect(200);
    expectRefusal(await verifyCode({ username: name, code }), 'INVALID_CODE');
    // Nor by one that was used up in the same moment.
    const { bob: carol, name: second } = await scene();
    await requestCode({ username: second }).expect(201);
    await rename(carol, second).expect(200);
    const [row] = await world.database.query<{ id: string | null }>(
      'SELECT id FROM user_ensure($1, $2, true)',
      [v7(), second],
    );
    expect(row?.id).toBeNull();
  });

  it('S219 makes nobody an owner of the server, and gives no owner’s name away', async () => {
    const owned = await startApp({ SERVER_OWNERS: 'olga,nobody-yet' });
    try {
      const [olga, peter] = await owned.people.cast('olga', 'peter');
      expectRefusal(await rename(peter, 'nobody-yet', owned.url), 'NAME_TAKEN');
      expectRefusal(await rename(olga, 'olga-2', owned.url), 'OWNER_BY_NAME');
    } finally {
      await owned.close();
    }
  });
});
