import { describe, expect, it } from '@jest/globals';
import {
  LIMITS,
  MENTION_LIMITS,
  ROLES,
  type Message,
  type Room,
  type ScheduledMessage,
} from '@chatket/contract';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, say, TOMORROW, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice'], { RATE_LIMIT_MESSAGES: '1000' });

const SOON_MS = 300;

const soon = () => new Date(Date.now() + SOON_MS).toISOString();
const as = (person: Person) => callerWith(world.url, person.token);

/** A room of alice's with bob in it, who is new. */
async function scene() {
  const [bob] = (await guests(world, 1)) as [Person];
  const room = await world.people.createRoom(alice);
  await world.people.join(bob, room.id);
  return { bob, room };
}

const schedule = async (person: Person, room: Room, body: object) =>
  (await as(person).post(`/api/rooms/${room.id}/scheduled`, body).expect(201)).body as ScheduledMessage;
/** The time of one comes now: it was far enough away for what the test has done in between. */
async function comesDue(id: string): Promise<void> {
  await world.database.query('UPDATE "Scheduled" SET at = now() WHERE id = $1', [id]);
  await world.database.query(
    `SELECT graphile_worker.add_job('scheduled:send', json_build_object('id', $1::text), job_key => 'scheduled:' || $1)`,
    [id],
  );
}
const listOf = async (person: Person) =>
  (await as(person).get('/api/scheduled').expect(200)).body as ScheduledMessage[];
const messagesOf = async (room: Room) =>
  (await as(alice).get(`/api/rooms/${room.id}/messages`).expect(200)).body as Message[];

describe('a scheduled message', () => {
  it('is sent at its time as its author would send it, under its own id', async () => {
    const { bob, room } = await scene();
    const [answered = ''] = await say(world, room, alice, ['Who is up first?']);
    const [phone, hers] = [await world.people.connectLog(bob), await world.people.connectLog(alice)];
    await hers.tell('room:join', { roomId: room.id });
    const { id } = await schedule(bob, room, { text: ' Me. ', at: soon(), replyToId: answered });
    expect(await phone.next('scheduled:changed')).toEqual({ id, roomId: room.id, state: 'waiting' });
    await phone.next('scheduled:changed', ({ state }) => state === 'sent');
    const { entries } = await hers.next('room:log', ({ entries }) => entries.length > 0);
    expect(entries).toMatchObject([
      { text: 'Me.', clientMsgId: id, sender: { id: bob.id }, replyTo: { id: answered } },
    ]);
    expect(await listOf(bob)).toEqual([]);
    expect(hers.all('scheduled:changed')).toEqual([]);
  });

  it('can be said in a thread, and in its room too', async () => {
    const { bob, room } = await scene();
    const [root = '', other = ''] = await say(world, room, alice, ['Cake?', 'Tea?']);
    const [phone, hers] = [await world.people.connectLog(bob), await world.people.connectLog(alice)];
    await hers.tell('room:join', { roomId: room.id });
    const quiet = await schedule(bob, room, { text: 'in the thread', at: soon(), threadId: root });
    expect(quiet).toMatchObject({ threadId: root });
    expect(quiet).not.toHaveProperty('alsoInRoom');
    const loud = await schedule(bob, room, {
      ...{ text: 'in both', at: soon(), threadId: other, alsoInRoom: true },
    });
    expect(loud).toMatchObject({ threadId: other, alsoInRoom: true });
    for (const { id } of [quiet, loud])
      await phone.next('scheduled:changed', (change) => change.id === id && change.state === 'sent');
    const said = async (id: string) => {
      const isIt = (entry: object) => 'clientMsgId' in entry && entry.clientMsgId === id;
      return (await hers.next('room:log', ({ entries }) => entries.some(isIt))).entries.find(isIt);
    };
    expect(await said(quiet.id)).toMatchObject({ text: 'in the thread', threadId: root });
    expect(await said(quiet.id)).not.toHaveProperty('inRoom');
    expect(await said(loud.id)).toMatchObject({ text: 'in both', threadId: other, inRoom: true });

    const nowhere = await schedule(bob, room, { text: 'nowhere', at: soon(), threadId: UNKNOWN_ID });
    await phone.next('scheduled:changed', ({ id, state }) => id === nowhere.id && state === 'failed');
    expect(await listOf(bob)).toMatchObject([{ id: nowhere.id, failed: 'THREAD_NOT_FOUND' }]);
    for (const [field, wrong] of Object.entries({ threadId: 'x', alsoInRoom: 'yes' }))
      expectRefusal(
        await as(bob).post(`/api/rooms/${room.id}/scheduled`, { text: 'x', at: TOMORROW, [field]: wrong }),
        'VALIDATION',
        [field],
      );
  });

  it('asks for what its place asks for: the one of threads, that of the room, or both', async () => {
    const { bob, room } = await scene();
    const [root = ''] = await say(world, room, alice, ['Only for some.']);
    const gate = (gates: object) => as(alice).patch(`/api/rooms/${room.id}`, gates).expect(200);
    const add = (place: object) =>
      as(bob).post(`/api/rooms/${room.id}/scheduled`, { text: 'x', at: TOMORROW, ...place });
    const codeOf = async (place: object) => ((await add(place)).body as { code?: string }).code;
    await gate({ postGate: ROLES.moderator });
    expect(await codeOf({})).toBe('READ_ONLY');
    expect(await codeOf({ threadId: root, alsoInRoom: true })).toBe('READ_ONLY');
    expect((await add({ threadId: root })).status).toBe(201);
    await gate({ postGate: ROLES.member, replyGate: ROLES.moderator });
    expect(await codeOf({ threadId: root })).toBe('READ_ONLY');
    expect(await codeOf({ threadId: root, alsoInRoom: true })).toBe('READ_ONLY');
    expect((await add({})).status).toBe(201);
  });

  it('is listed, changed and taken back by its author only', async () => {
    const { bob, room } = await scene();
    const later = await schedule(bob, room, { text: 'later', at: TOMORROW });
    expect(later).toEqual({ id: later.id, roomId: room.id, text: 'later', at: TOMORROW });
    const at = new Date(Date.parse(TOMORROW) - 60_000).toISOString();
    const sooner = await schedule(bob, room, { text: 'sooner', at });
    expect(await listOf(bob)).toEqual([sooner, later]);
    expect(await listOf(alice)).toEqual([]);
    const path = `/api/scheduled/${later.id}`;
    expectRefusal(await as(alice).patch(path, { text: 'mine' }), 'NOT_FOUND');
    await as(alice).delete(path).expect(204);
    const changed = await as(bob).patch(path, { text: 'earliest', at }).expect(200);
    expect(changed.body).toMatchObject({ text: 'earliest', at });
    const phone = await world.people.connectLog(bob);
    await as(bob).delete(path).expect(204);
    await as(bob).delete(path).expect(204);
    expect(await phone.next('scheduled:changed')).toEqual({
      id: later.id,
      roomId: room.id,
      state: 'deleted',
    });
    const jobs = 'SELECT 1 FROM graphile_worker.jobs j WHERE j.key = $1';
    expect(await world.database.query(jobs, [`scheduled:${sooner.id}`])).toHaveLength(1);
    expect(await world.database.query(jobs, [`scheduled:${later.id}`])).toEqual([]);
    expect(await listOf(bob)).toEqual([sooner]);
  });

  it('is sent at the time to which it was moved', async () => {
    const { bob, room } = await scene();
    const phone = await world.people.connectLog(bob);
    const { id } = await schedule(bob, room, { text: 'tomorrow', at: TOMORROW });
    await as(bob).patch(`/api/scheduled/${id}`, { at: soon() }).expect(200);
    await phone.next('scheduled:changed', ({ state }) => state === 'sent');
    expect((await messagesOf(room)).map(({ text }) => text)).toEqual(['tomorrow']);
  });

  it('S163 is not sent by who may not write any more; it is kept with the reason, and can be tried again', async () => {
    const { bob, room } = await scene();
    const phone = await world.people.connectLog(bob);
    const { id } = await schedule(bob, room, { text: 'I am still here', at: TOMORROW });
    await as(alice).delete(`/api/rooms/${room.id}/members/${bob.id}`).expect(204);
    await as(bob).patch(`/api/scheduled/${id}`, { at: soon() }).expect(200);
    await phone.next('scheduled:changed', ({ state }) => state === 'failed');
    expect(await listOf(bob)).toMatchObject([{ id, text: 'I am still here', failed: 'NOT_A_MEMBER' }]);
    expect(await messagesOf(room)).toEqual([]);
    await world.people.join(bob, room.id);
    const again = await as(bob).patch(`/api/scheduled/${id}`, { at: soon() }).expect(200);
    expect(again.body).not.toHaveProperty('failed');
    await phone.next('scheduled:changed', ({ state }) => state === 'sent');
    expect((await messagesOf(room)).map(({ text }) => text)).toEqual(['I am still here']);
  });

  it('S163 is not sent by an account that is closed; it is kept with the reason', async () => {
    const { bob, room } = await scene();
    const phone = await world.people.connectLog(bob);
    const { id } = await schedule(bob, room, { text: 'still here', at: TOMORROW });
    await world.database.query('UPDATE "User" SET "deactivatedAt" = now() WHERE id = $1', [bob.id]);
    await comesDue(id);
    await phone.next('scheduled:changed', (change) => change.id === id && change.state === 'failed');
    expect(await listOf(bob)).toMatchObject([{ id, failed: 'ACCOUNT_DEACTIVATED' }]);
    expect(await messagesOf(room)).toEqual([]);
  });

  it('meets the rules of the room when it is sent', async () => {
    const { bob, room } = await scene();
    const phone = await world.people.connectLog(bob);
    const { id } = await schedule(bob, room, { text: 'turnips for all', at: TOMORROW });
    const rule = { kind: 'word', pattern: 'turnips', act: 'block' };
    await as(alice).post(`/api/rooms/${room.id}/rules`, rule).expect(201);
    await as(bob).patch(`/api/scheduled/${id}`, { at: soon() }).expect(200);
    await phone.next('scheduled:changed', ({ state }) => state === 'failed');
    expect(await listOf(bob)).toMatchObject([{ id, failed: 'BLOCKED_BY_RULE' }]);
    expect(await messagesOf(room)).toEqual([]);
  });

  it('speaks to many only where that was said with it; else it is refused, or kept when they have become many', async () => {
    const { room } = await scene();
    const phone = await world.people.connectLog(alice);
    const { id } = await schedule(alice, room, { text: 'it is ready, @all', at: TOMORROW });
    await world.database.query('SELECT room_add_member($1, p.id) FROM unnest($2::uuid[]) AS p (id)', [
      room.id,
      (await guests(world, MENTION_LIMITS.mentionAllFreely)).map((person) => person.id),
    ]);
    const path = `/api/rooms/${room.id}/scheduled`;
    const body = { text: '@all once more', at: TOMORROW };
    expect((await as(alice).post(path, body)).body).toMatchObject({ code: 'CONFIRM_REQUIRED' });
    expect((await as(alice).post(path, { ...body, mentionAll: 1 })).body).toMatchObject({
      code: 'VALIDATION',
    });
    expect(await schedule(alice, room, { ...body, mentionAll: true })).toMatchObject({ mentionAll: true });
    await as(alice).patch(`/api/scheduled/${id}`, { at: soon() }).expect(200);
    await phone.next('scheduled:changed', ({ state }) => state === 'failed');
    expect(await listOf(alice)).toMatchObject([{ id, failed: 'CONFIRM_REQUIRED' }, body]);
    await as(alice).patch(`/api/scheduled/${id}`, { mentionAll: true }).expect(200);
    await phone.next('scheduled:changed', ({ state }) => state === 'sent');
    expect(await messagesOf(room)).toMatchObject([{ clientMsgId: id, mentions: { everyone: 'all' } }]);
  });

  it('is refused where one may not write, and in what it says', async () => {
    const { bob, room } = await scene();
    const [outsider] = (await guests(world, 1)) as [Person];
    const path = `/api/rooms/${room.id}/scheduled`;
    const good = { text: 'hello', at: TOMORROW };
    expectRefusal(await as(outsider).post(path, good), 'NOT_A_MEMBER');
    expectRefusal(await as(bob).post(`/api/rooms/${UNKNOWN_ID}/scheduled`, good), 'ROOM_NOT_FOUND');
    await as(alice).patch(`/api/rooms/${room.id}`, { postGate: ROLES.moderator }).expect(200);
    expect((await as(bob).post(path, good)).body).toMatchObject({ code: 'READ_ONLY' });
    await as(alice).patch(`/api/rooms/${room.id}`, { postGate: ROLES.member }).expect(200);
    const tooFar = new Date(Date.now() + LIMITS.planAheadMs + 60_000).toISOString();
    for (const at of [new Date(Date.now() - 120_000).toISOString(), tooFar, 'tomorrow', '2030-01-01', 7])
      expectRefusal(await as(bob).post(path, { ...good, at }), 'VALIDATION', ['at']);
    expectRefusal(await as(bob).post(path, { ...good, text: ' ' }), 'VALIDATION', ['text']);
    expectRefusal(await as(bob).post(path, { ...good, text: 'x'.repeat(4_001) }), 'VALIDATION', ['text']);
    expect(await listOf(bob)).toEqual([]);
  });

  it('S164 is one of so many, also when they are asked for at once', async () => {
    const { bob, room } = await scene();
    await world.database.query(
      `INSERT INTO "Scheduled" (id, "userId", "roomId", text, at)
       SELECT gen_random_uuid(), '${bob.id}', '${room.id}', 'n', now() + interval '1 day'
       FROM generate_series(1, ${String(LIMITS.scheduledMax - 2)})`,
    );
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        as(bob).post(`/api/rooms/${room.id}/scheduled`, { text: 'one more', at: TOMORROW }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409, 409]);
  });

  it('is sent once each, where two hundred are due at the same time', async () => {
    const crowd = await guests(world, 20);
    const rooms = await Promise.all(Array.from({ length: 4 }, () => world.people.createRoom(alice)));
    for (const room of rooms) await Promise.all(crowd.map((person) => world.people.join(person, room.id)));
    const devices = await Promise.all(crowd.map((person) => world.people.connectLog(person)));
    const sent: unknown[] = [];
    const at = new Date(Date.now() + 6_000).toISOString();
    for (const [index, person] of crowd.entries())
      for (let n = 0; n < 10; n += 1) {
        const { id } = await schedule(person, rooms[n % 4] as Room, { text: `number ${String(n)}`, at });
        sent.push(
          devices[index]?.next('scheduled:changed', (change) => change.id === id && change.state === 'sent'),
        );
      }
    await Promise.all(sent);
    const [{ count } = { count: 0 }] = await world.database.query<{ count: number }>(
      `SELECT count(DISTINCT "clientMsgId")::int AS count FROM "Message" WHERE text LIKE 'number %'`,
    );
    const [{ all } = { all: 0 }] = await world.database.query<{ all: number }>(
      `SELECT count(*)::int AS all FROM "Message" WHERE text LIKE 'number %'`,
    );
    expect([count, all]).toEqual([200, 200]);
  });
});
