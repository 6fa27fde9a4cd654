import { describe, expect, it } from '@jest/globals';
import type { Room } from '@chatket/contract';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory'], { RATE_LIMIT_MESSAGES: '1000' });

/** A room of alice's and bob's in which alice has said so much. */
async function roomWith(messages: number): Promise<string> {
  const { id: roomId } = await world.people.createRoom(alice);
  await world.people.join(bob, roomId);
  const a = await world.people.connect(alice);
  for (let count = 0; count < messages; count += 1)
    await a.tell('message:send', { roomId, text: 'news', clientMsgId: crypto.randomUUID() });
  return roomId;
}

async function roomOf(person: Person, roomId: string): Promise<Room | undefined> {
  const { body } = await callerWith(world.url, person.token).get('/api/rooms').expect(200);
  return (body as Room[]).find(({ id }) => id === roomId);
}

const threeOf = (person: Person): Promise<Device[]> =>
  Promise.all([1, 2, 3].map(() => world.people.connectLog(person)));

describe('room:unread', () => {
  it('goes back on all devices, and it is there after a reload', async () => {
    const roomId = await roomWith(5);
    const devices = await threeOf(bob);
    await devices[0]?.tell('room:read', { roomId, seq: 5 });
    expect(await devices[1]?.tell('room:unread', { roomId, seq: 3 })).toMatchObject({
      lastReadSeq: 2,
      unread: 3,
      version: 1,
    });
    for (const device of devices)
      expect(await device.next('room:read', ({ version }) => version === 1)).toEqual({
        roomId,
        lastReadSeq: 2,
        unread: 3,
        version: 1,
      });
    expect(await roomOf(bob, roomId)).toMatchObject({ lastReadSeq: 2, unread: 3, readVersion: 1 });
  });

  it('is not undone by what another device has read before it knew', async () => {
    const roomId = await roomWith(5);
    const [one, other, third] = await threeOf(bob);
    await one?.tell('room:unread', { roomId, seq: 2 });
    const late = { lastReadSeq: 1, unread: 4, version: 1 };
    expect(await other?.tell('room:read', { roomId, seq: 5 })).toMatchObject(late);
    const many = await third?.tell('rooms:read', { rooms: [{ roomId, seq: 4, version: 0 }] });
    expect(many?.rooms).toEqual([{ roomId, ...late }]);
    expect(await other?.tell('room:read', { roomId, seq: 4, version: 1 })).toMatchObject({
      lastReadSeq: 4,
      unread: 1,
    });
  });

  it('does not keep clients that know nothing of it from reading on', async () => {
    const roomId = await roomWith(3);
    const b = await world.people.connectLog(bob);
    await b.tell('room:unread', { roomId, seq: 1 });
    const plain = await world.people.connectPlain(bob);
    expect(await plain.tell('room:read', { roomId, seq: 3 })).toMatchObject({ lastReadSeq: 3, unread: 0 });
  });

  it('twice is the same position, and never beyond the head', async () => {
    const roomId = await roomWith(3);
    const b = await world.people.connectLog(bob);
    for (const version of [1, 2])
      expect(await b.tell('room:unread', { roomId, seq: 2 })).toMatchObject({
        lastReadSeq: 1,
        unread: 2,
        version,
      });
    expect(await b.tell('room:unread', { roomId, seq: 999 })).toMatchObject({ lastReadSeq: 3, unread: 0 });
  });

  it('is done once under a version, whichever device says it, and however often', async () => {
    const roomId = await roomWith(5);
    const [one, other] = await threeOf(bob);
    const there = { lastReadSeq: 1, unread: 4, version: 1 };
    expect(await one?.tell('room:unread', { roomId, seq: 2, version: 1 })).toMatchObject(there);
    expect(await one?.tell('room:unread', { roomId, seq: 2, version: 1 })).toMatchObject(there);
    expect(await other?.tell('room:unread', { roomId, seq: 4, version: 1 })).toMatchObject(there);
    expect(await other?.tell('room:unread', { roomId, seq: 4, version: 3 })).toMatchObject({
      ...{ lastReadSeq: 3, unread: 2, version: 3 },
    });
    for (const version of [0, 1.5, 2 ** 31])
      expect(await one?.askAnything('room:unread', { roomId, seq: 2, version })).toMatchObject({
        code: 'VALIDATION',
      });
  });

  it('S155 counts nothing that is not theirs to read, however far one goes back', async () => {
    const { body } = await callerWith(world.url, alice.token)
      .post('/api/rooms', { name: 'Cellar', kind: 'private' })
      .expect(201);
    const { id: roomId } = body as Room;
    await callerWith(world.url, alice.token).patch(`/api/rooms/${roomId}`, { history: 'sinceJoin' });
    const a = await world.people.connect(alice);
    const say = () => a.tell('message:send', { roomId, text: 'news', clientMsgId: crypto.randomUUID() });
    await say();
    await say();
    await callerWith(world.url, alice.token).put(`/api/rooms/${roomId}/members/${bob.id}`, {}).expect(201);
    await say();
    const b = await world.people.connectLog(bob);
    expect(await b.tell('room:unread', { roomId, seq: 1 })).toMatchObject({ unread: 1 });
  });

  it('is refused to an outsider and with a bad seq, and nobody else hears of it', async () => {
    const roomId = await roomWith(2);
    const [a, b, m] = await Promise.all(
      [alice, bob, mallory].map((person) => world.people.connectLog(person)),
    );
    expect(await m?.refused('room:unread', { roomId, seq: 1 })).toMatchObject({ code: 'NOT_A_MEMBER' });
    expect(await m?.refused('room:unread', { roomId: UNKNOWN_ID, seq: 1 })).toMatchObject({
      code: 'ROOM_NOT_FOUND',
    });
    for (const seq of [0, -1, 1.5, 'x', null])
      expect(await b?.askAnything('room:unread', { roomId, seq })).toMatchObject({
        code: 'VALIDATION',
        fields: [{ field: 'seq' }],
      });
    await b?.tell('room:unread', { roomId, seq: 1 });
    await a?.settled();
    await m?.settled();
    expect([...(a?.all('room:read') ?? []), ...(m?.all('room:read') ?? [])]).toEqual([]);
  });
});

describe('rooms:read', () => {
  it('reads many rooms at once, on all devices, and leaves out what is not mine', async () => {
    const mine = [await roomWith(2), await roomWith(3)];
    const { id: foreign } = await world.people.createRoom(alice);
    const devices = await threeOf(bob);
    const rooms = [...mine, foreign, UNKNOWN_ID].map((roomId) => ({ roomId, seq: 99 }));
    const answer = await devices[0]?.tell('rooms:read', { rooms });
    const states = [
      { roomId: mine[0], lastReadSeq: 2, unread: 0 },
      { roomId: mine[1], lastReadSeq: 3, unread: 0 },
    ];
    expect(new Set(answer?.rooms)).toEqual(new Set(states));
    for (const device of devices)
      for (const state of states)
        expect(await device.next('room:read', ({ roomId }) => roomId === state.roomId)).toEqual(state);
  });

  it('takes no list without rooms, and names the field of a bad one', async () => {
    const b = await world.people.connectLog(bob);
    for (const rooms of [[], 'all', Array.from({ length: 501 }, () => ({ roomId: UNKNOWN_ID, seq: 1 }))])
      expect(await b.askAnything('rooms:read', { rooms })).toMatchObject({
        code: 'VALIDATION',
        fields: [{ field: 'rooms' }],
      });
    expect(
      await b.askAnything('rooms:read', { rooms: [{ roomId: UNKNOWN_ID, seq: 1, version: -1 }] }),
    ).toMatchObject({ code: 'VALIDATION', fields: [{ field: 'rooms[0].version' }] });
  });

  it('of two devices at once, about the same rooms in two orders, holds up neither', async () => {
    const mine = await Promise.all([roomWith(1), roomWith(1), roomWith(1)]);
    const [one, other] = await threeOf(bob);
    const rooms = mine.map((roomId) => ({ roomId, seq: 1 }));
    const backwards = [...rooms].reverse();
    const ask = async (turn: number) =>
      turn % 2 === 0 ? one?.ask('rooms:read', { rooms }) : other?.ask('rooms:read', { rooms: backwards });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, turn) => ask(turn)));
    for (const answer of answers) expect(answer).toMatchObject({ success: true });
  });
});
