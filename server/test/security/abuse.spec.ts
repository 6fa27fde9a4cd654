import { describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, retryAfter } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory']);

let count = 0;
const say = (
  device: Device,
  roomId: string,
  clientMsgId = `abuse-${String((count += 1)).padStart(6, '0')}`,
) => device.ask('message:send', { roomId, text: 'spam', clientMsgId });

describe('the rate limit', () => {
  it('S125 is one for three tabs that send at once, and goes on after a reconnect', async () => {
    const { id: roomId } = await world.people.createRoom(alice);
    const tabs = await Promise.all([1, 2, 3].map(() => world.people.connect(alice)));
    const acks = await Promise.all(tabs.flatMap((tab) => Array.from({ length: 10 }, () => say(tab, roomId))));
    expect(acks.filter(({ success }) => success)).toHaveLength(5);
    for (const tab of tabs) tab.close();
    const again = await world.people.connect(alice);
    expect(await say(again, roomId)).toMatchObject({ code: 'RATE_LIMITED', mutedUntil: expect.any(String) });
    expect(await world.database.query('SELECT 1 FROM "Message" WHERE "roomId" = $1', [roomId])).toHaveLength(
      5,
    );
  });

  it('S126 is not lifted by leaving and joining again', async () => {
    const { id: roomId } = await world.people.createRoom(alice);
    await world.people.join(bob, roomId);
    const device = await world.people.connect(bob);
    for (let n = 0; n < 6; n += 1) await say(device, roomId);
    await world.people.leaveForGood(bob, roomId);
    await world.people.join(bob, roomId);
    expect(await say(device, roomId)).toMatchObject({ success: false, code: 'RATE_LIMITED' });
  });
});

describe('the key of a message', () => {
  it.each<[string, unknown]>([
    ['a megabyte', 'x'.repeat(50_000)],
    ['one character too long', 'x'.repeat(65)],
    ['one character too short', 'x'.repeat(7)],
    ['an object', { toString: 'abcdefgh' }],
    ['with a space', 'abcd efgh'],
    ['with letters of elsewhere', 'аbcdefgh'],
    ['nothing', null],
  ])('S127 is refused when it is %s', async (_case, clientMsgId) => {
    const { id: roomId } = await world.people.createRoom(alice);
    const device = await world.people.connect(alice);
    const ack = await device.askAnything('message:send', { roomId, text: 'hello', clientMsgId });
    expect(ack).toMatchObject({ success: false, code: 'VALIDATION', fields: [{ field: 'clientMsgId' }] });
  });

  it('S127 is only a text when it is called like something of every object', async () => {
    const { id: roomId } = await world.people.createRoom(alice);
    const device = await world.people.connect(alice);
    for (const [place, key] of ['__proto__', 'constructor', 'hasOwnProperty'].entries())
      expect(await say(device, roomId, key)).toMatchObject({ success: true, seq: place + 1 });
    expect(await say(device, roomId, '__proto__')).toMatchObject({
      success: true,
      seq: 1,
      isDuplicate: true,
    });
  });
});

it('S130 whoever shares no room with somebody hears nothing of them', async () => {
  const { id: roomId } = await world.people.createRoom(alice);
  await world.people.join(bob, roomId);
  const spy = await world.people.connect(mallory);
  const [a, b] = await Promise.all([world.people.connect(alice), world.people.connect(bob)]);
  await spy.refused('room:join', { roomId });
  await spy.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
  for (const device of [a, b]) await device.tell('room:join', { roomId });
  await a.tell('typing:update', { roomId, isTyping: true });
  await b.next('typing:update');
  await a.next('room:roster:delta', ({ changed }) => changed.some(({ id }) => id === bob.id));
  b.close();
  await a.tell('room:leave', { roomId });
  await spy.settled();
  expect(spy.heard).toEqual([]);
});

// Last, because Passport has one strategy per process: it belongs to the newest application.
it('S126 rooms are not created, changed, joined and left without end', async () => {
  const strict = await startApp({ WRITES_PER_USER: '6' });
  const [carol, dora] = await strict.people.cast('carol', 'dora');
  const as = (person: Person) => callerWith(strict.url, person.token);
  const { body } = await as(carol).post('/api/rooms', { name: 'Door' }).expect(201);
  const { id } = body as { id: string };
  for (let round = 0; round < 2; round += 1) {
    await as(carol).delete(`/api/rooms/${id}/membership`).expect(204);
    await as(carol).post(`/api/rooms/${id}/join`).expect(201);
  }
  await as(carol).post('/api/rooms', { name: '' }).expect(400);
  for (const refused of [
    await as(carol).post('/api/rooms', { name: 'One more' }),
    await as(carol).delete(`/api/rooms/${id}/membership`),
    await as(carol).patch(`/api/rooms/${id}`, { editWindowSeconds: 60 }),
  ]) {
    expectRefusal(refused, 'TOO_MANY_REQUESTS');
    expect(retryAfter(refused)).toBeLessThanOrEqual(60);
  }
  await as(carol).get('/api/rooms').expect(200);
  await as(dora).post(`/api/rooms/${id}/join`).expect(201);
  await strict.close();
});
