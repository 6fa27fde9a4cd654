import { describe, expect, it } from '@jest/globals';
import { handleLook, type Profile, type ProfileBody } from '@chatket/contract';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guestAccount, guests, UNKNOWN_ID } from '../support/rest.js';
import { peopleOf } from '../support/server-people.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { WRITES_PER_USER: '1000' });
const as = (person: Person) => callerWith(world.url, person.token);
const change = (person: Person, body: ProfileBody) => as(person).patch('/api/me', body);
const profiles = async (person: Person, ...people: { id: string }[]) => {
  const ids = people.map(({ id }) => id).join(',');
  return (await as(person).get(`/api/users/profiles?ids=${ids}`).expect(200)).body as Profile[];
};
const TOMORROW = new Date(Date.now() + 24 * 60 * 60 * 1_000).toISOString();

/** Two who share a room of their own; the first room of the server, which all share, has been left by the third. */
async function scene() {
  const [dora, emil, stranger] = (await guests(world, 3)) as [Person, Person, Person];
  const rooms = (await as(stranger).get('/api/rooms')).body as { id: string }[];
  for (const { id } of rooms) await world.people.leaveForGood(stranger, id);
  const room = await world.people.createRoom(dora);
  await world.people.join(emil, room.id);
  return { dora, emil, stranger, room };
}

describe('what somebody tells of themselves', () => {
  it('is theirs to change, piece by piece', async () => {
    const { dora } = await scene();
    expect((await as(dora).get('/api/me')).body).toEqual({ id: dora.id, rev: 0 });
    const status = { emoji: '🌴', text: 'On holiday', until: TOMORROW };
    const told = { displayName: 'Dora  Doe ', about: 'Bakes.\nReads.', status, timeZone: 'Europe/Istanbul' };
    expect((await change(dora, told).expect(200)).body).toEqual({
      ...told,
      id: dora.id,
      username: dora.username,
      displayName: 'Dora Doe',
      rev: 1,
    });
    expect((await change(dora, { about: null, status: null })).body).toEqual({
      id: dora.id,
      username: dora.username,
      displayName: 'Dora Doe',
      timeZone: 'Europe/Istanbul',
      rev: 2,
    });
    expect((await change(dora, { status: { text: 'Back' } })).body).toMatchObject({
      status: { text: 'Back' },
    });
    expect((await change(dora, {})).body).toMatchObject({
      displayName: 'Dora Doe',
      status: { text: 'Back' },
    });
  });

  it('has a status until its end, and none without a sign or a word', async () => {
    const { dora, emil } = await scene();
    await change(dora, { status: { emoji: '🌙', until: '2020-01-01T00:00:00.000Z' } }).expect(200);
    expect((await profiles(emil, dora))[0]).not.toHaveProperty('status');
    // One whose end comes later is served until then, by no door after it.
    await change(dora, { status: { text: 'Lunch', until: TOMORROW } }).expect(200);
    expect((await profiles(emil, dora))[0]).toHaveProperty('status');
    await world.database.query(
      `UPDATE "Profile" SET "statusUntil" = clock_timestamp() - interval '1 second' WHERE "userId" = $1`,
      [dora.id],
    );
    expect((await profiles(emil, dora))[0]).not.toHaveProperty('status');
    expect((await as(dora).get('/api/me')).body).not.toHaveProperty('status');
    const hers = await world.people.connectLog(emil);
    await change(dora, { about: 'Bakes.' }).expect(200);
    expect(await hers.next('user:updated')).toEqual({
      id: dora.id,
      username: dora.username,
      about: 'Bakes.',
      rev: 3,
    });
    await change(dora, { status: { until: TOMORROW } }).expect(200);
    expect((await profiles(emil, dora))[0]).not.toHaveProperty('status');
  });

  it('is told live to those who share a room, once, in all their ways but the plain one', async () => {
    const { dora, emil, stranger } = await scene();
    const [own, hers, plain, other] = await Promise.all([
      world.people.connectLog(dora),
      world.people.connectLog(emil),
      world.people.connectPlain(emil),
      world.people.connectLog(stranger),
    ]);
    const { body } = await change(dora, { displayName: 'Dora Doe' });
    expect(await hers.next('user:updated')).toEqual(body);
    expect(await own.next('user:updated')).toEqual(body);
    await Promise.all([plain.settled(), other.settled(), hers.settled()]);
    expect(hers.all('user:updated')).toHaveLength(1);
    expect([...plain.all('user:updated'), ...other.all('user:updated')]).toEqual([]);
  });

  it('S208 is not learned by whoever shares no room, nor by anybody who is put out of the last one', async () => {
    const { dora, emil, stranger, room } = await scene();
    await change(dora, { displayName: 'Dora Doe' });
    expect(await profiles(stranger, dora, { id: UNKNOWN_ID })).toEqual([]);
    expect(await profiles(emil, dora, stranger)).toEqual([expect.objectContaining({ id: dora.id })]);
    const rooms = (await as(emil).get('/api/rooms')).body as { id: string }[];
    for (const { id } of rooms) await world.people.leaveForGood(emil, id);
    expect(await profiles(emil, dora)).toEqual([]);
    expect(room.id).toBeDefined();
  });

  it.each([
    ['what turns the line', 'Dora\u202eDoe'],
    ['what isolates a direction', 'Dora\u2066Doe'],
    ['what is not seen', 'Do\u200bra'],
    ['nothing to see', '\u3164'],
    ['piles of marks', `D${'\u0301'.repeat(9)}`],
    ['letters of another script among Latin ones', 'D\u043era'],
    ['a handle', 'Dora @alice'],
    ['a handle in full width', 'Dora \uff20alice'],
    ['the name of staff', 'A.d.m.i.n'],
    ['the name of staff, in full width', '\uff21\uff44\uff4d\uff49\uff4e'],
    ['the name of staff, with figures', '4dm1n'],
    ['too much', 'x'.repeat(51)],
    ['NUL', 'a\0b'],
  ])('S209 is no display name: %s', async (_case, displayName) => {
    const [dora] = (await guests(world, 1)) as [Person];
    expectRefusal(await change(dora, { displayName }), 'VALIDATION', ['displayName']);
    expect((await as(dora).get('/api/me')).body).toEqual({ id: dora.id, rev: 0 });
  });

  it('S209 does not look like the handle of somebody else, and may look like one\u2019s own', async () => {
    const [dora, emil] = (await guests(world, 2)) as [Person, Person];
    const handle = emil.username;
    const spaced = [...handle].join(' ');
    for (const displayName of [
      handle,
      handle.toUpperCase(),
      `${handle}.`,
      spaced,
      handle.replace('e', '\u00e9'),
    ])
      expectRefusal(await change(dora, { displayName }), 'VALIDATION', ['displayName']);
    expect((await as(dora).get('/api/me')).body).toEqual({ id: dora.id, rev: 0 });
    await change(emil, { displayName: handle.toUpperCase() }).expect(200);
    await change(dora, { displayName: `${handle} of the kitchen` }).expect(200);
  });

  it('is not told to whoever has blocked them, and comes back with that', async () => {
    const { dora, emil } = await scene();
    const hers = await world.people.connectLog(emil);
    const own = await world.people.connectLog(dora);
    await change(dora, { displayName: 'Dora Doe' }).expect(200);
    await Promise.all([hers.next('user:updated'), own.next('user:updated')]);
    await as(emil).put(`/api/users/${dora.id}/block`).expect(204);
    expect(await profiles(emil, dora)).toEqual([]);
    await change(dora, { about: 'Bakes.' });
    await own.next('user:updated', ({ about }) => about === 'Bakes.');
    await hers.settled();
    expect(hers.all('user:updated')).toHaveLength(1);
    // Whoever is blocked learns nothing of it.
    await change(emil, { displayName: 'Emil Eck' });
    expect(await profiles(dora, emil)).toEqual([expect.objectContaining({ displayName: 'Emil Eck' })]);
    await as(emil).delete(`/api/users/${dora.id}/block`).expect(204);
    expect(await profiles(emil, dora)).toEqual([expect.objectContaining({ about: 'Bakes.' })]);
  });

  it('goes back to the handle when it is deleted', async () => {
    const { dora, emil } = await scene();
    const hers = await world.people.connectLog(emil);
    await change(dora, { displayName: 'Dora Doe' });
    await hers.next('user:updated');
    await change(dora, { displayName: null }).expect(200);
    expect(await hers.next('user:updated', ({ rev }) => rev === 2)).toEqual({
      id: dora.id,
      username: dora.username,
      rev: 2,
    });
    expect(await profiles(emil, dora)).toEqual([{ id: dora.id, username: dora.username, rev: 2 }]);
  });

  it('is for people and not for guests, who hear of those in their room', async () => {
    const { dora, room } = await scene();
    const visitor = await guestAccount(world);
    await change(dora, { displayName: 'Dora Doe' });
    expectRefusal(await change(visitor, { displayName: 'Visitor' }), 'NOT_FOR_GUESTS');
    expect(await profiles(visitor, dora)).toEqual([]);
    await world.database.query(`INSERT INTO "RoomMembership" ("roomId", "userId") VALUES ($1, $2)`, [
      room.id,
      visitor.id,
    ]);
    expect(await profiles(visitor, dora)).toEqual([expect.objectContaining({ displayName: 'Dora Doe' })]);
  });

  it('is told no more once the account is closed, and again when it is opened', async () => {
    const { dora, emil } = await scene();
    const [admin] = (await peopleOf(world, 'admin')) as [Person];
    const hers = await world.people.connectLog(emil);
    await change(dora, { displayName: 'Dora Doe', status: { text: 'Here' } });
    await hers.next('user:updated');
    await as(admin).put(`/api/server/people/${dora.id}/deactivation`, {}).expect(204);
    const gone = await hers.next('user:updated', ({ displayName }) => displayName === undefined);
    expect(gone).toEqual({ id: dora.id, username: dora.username, rev: 1 });
    hers.forget();
    expect(await profiles(emil, dora)).toEqual([{ id: dora.id, username: dora.username, rev: 1 }]);
    await as(admin).delete(`/api/server/people/${dora.id}/deactivation`).expect(204);
    expect(await hers.next('user:updated')).toMatchObject({ displayName: 'Dora Doe', rev: 1 });
  });

  it('looks the same to the database and to the contract', async () => {
    for (const name of ['al1ce', 'a.l-i_c0e', 'r.n', 'vvv', 'rnrn', 'i11i', 'barnaby', 'v-v.r-n']) {
      const [row] = await world.database.query<{ look: string }>(
        `SELECT replace(replace(translate($1, '01i-._', 'oll'), 'rn', 'm'), 'vv', 'w') AS look`,
        [name],
      );
      expect(row?.look).toBe(handleLook(name));
    }
    expect(handleLook('\u0430\u04cf\u0456\u0441\u0435')).toBe(handleLook('alice'));
    expect(handleLook('\u0414\u043e\u0440\u0430')).toBe('');
  });

  it.each(['Дора', 'Δώρα', 'درة', '多拉', 'Zoë O’Neil-Smith', 'Dora 🌴', 'Ada 👩‍💻'])(
    'may be called %s',
    async (displayName) => {
      const [dora] = (await guests(world, 1)) as [Person];
      expect((await change(dora, { displayName }).expect(200)).body).toMatchObject({ displayName });
    },
  );

  it.each([
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['status.emoji', { status: { emoji: 'x' } }],
    ['status.text', { status: { text: '\u200b' } }],
    ['status.until', { status: { text: 'away', until: 'soon' } }],
    ['about', { about: 'x'.repeat(501) }],
    ['displayName', { displayName: 7 as unknown as string }],
  ])('is refused with the name of the field: %s', async (field, body) => {
    const [dora] = (await guests(world, 1)) as [Person];
    expectRefusal(await change(dora, body), 'VALIDATION', [field]);
  });

  it('is asked for of a hundred people at most, and by ids', async () => {
    const [dora] = (await guests(world, 1)) as [Person];
    for (const ids of ['', 'x', Array.from({ length: 101 }, () => UNKNOWN_ID).join(',')])
      expectRefusal(await as(dora).get(`/api/users/profiles?ids=${ids}`), 'VALIDATION', ['ids']);
  });
});
