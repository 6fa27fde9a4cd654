import { describe, expect, it } from '@jest/globals';
import type { Room } from '@chatket/contract';
import request from 'supertest';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory'], { RATE_LIMIT_MESSAGES: '1000' });

/** A room of alice's and bob's in which alice has said so much. */
async function roomWith(messages: number): Promise<{ roomId: string; a: Device }> {
  const { id: roomId } = await world.people.createRoom(alice);
  await world.people.join(bob, roomId);
  const a = await world.people.connect(alice);
  await say(a, roomId, messages);
  return { roomId, a };
}

async function say(device: Device, roomId: string, messages: number): Promise<void> {
  await Promise.all(
    Array.from({ length: messages }, () =>
      device.tell('message:send', { roomId, text: 'news', clientMsgId: crypto.randomUUID() }),
    ),
  );
}

async function roomOf(person: Person, roomId: string): Promise<Room | undefined> {
  const answer = await request(world.url)
    .get('/api/rooms')
    .auth(person.token, { type: 'bearer' })
    .expect(200);
  return (answer.body as Room[]).find(({ id }) => id === roomId);
}

describe('unread messages', () => {
  it('are those of others behind what one has read', async () => {
    const { roomId } = await roomWith(3);
    const b = await world.people.connect(bob);
    await say(b, roomId, 2);
    expect(await roomOf(bob, roomId)).toMatchObject({ lastSeq: 5, lastReadSeq: 0, unread: 3 });
    expect(await roomOf(alice, roomId)).toMatchObject({ unread: 2 });
  });

  it('of before one joined do not count', async () => {
    const { roomId, a } = await roomWith(4);
    const carol = await world.people.logIn('carol');
    await world.people.join(carol, roomId);
    expect(await roomOf(carol, roomId)).toMatchObject({ lastReadSeq: 4, unread: 0 });
    await say(a, roomId, 1);
    expect(await roomOf(carol, roomId)).toMatchObject({ unread: 1 });
  });

  it('are counted up to a hundred', async () => {
    const { roomId } = await roomWith(130);
    expect(await roomOf(bob, roomId)).toMatchObject({ unread: 100 });
  });
});

describe('room:read', () => {
  it('moves the mark forward on all devices, and it is there after a reload', async () => {
    const { roomId } = await roomWith(5);
    const devices = await Promise.all([
      world.people.connect(bob),
      world.people.connect(bob),
      world.people.connectPlain(bob),
    ]);
    expect(await devices[0]?.tell('room:read', { roomId, seq: 3 })).toMatchObject({
      lastReadSeq: 3,
      unread: 2,
    });
    for (const device of devices) {
      expect(await device.next('room:read')).toEqual({ roomId, lastReadSeq: 3, unread: 2 });
    }
    expect(await roomOf(bob, roomId)).toMatchObject({ lastReadSeq: 3, unread: 2 });
  });

  it('S129 neither goes back nor beyond the head', async () => {
    const { roomId } = await roomWith(5);
    const b = await world.people.connect(bob);
    await b.tell('room:read', { roomId, seq: 4 });
    expect(await b.tell('room:read', { roomId, seq: 2 })).toMatchObject({ lastReadSeq: 4, unread: 1 });
    expect(await b.tell('room:read', { roomId, seq: 999 })).toMatchObject({ lastReadSeq: 5, unread: 0 });
  });

  it('is refused to an outsider and with a bad seq, and nobody else hears of it', async () => {
    const { roomId, a } = await roomWith(1);
    const m = await world.people.connect(mallory);
    const b = await world.people.connect(bob);
    expect(await m.refused('room:read', { roomId, seq: 1 })).toMatchObject({ code: 'NOT_A_MEMBER' });
    const unknown = { roomId: crypto.randomUUID(), seq: 1 };
    expect(await m.refused('room:read', unknown)).toMatchObject({ code: 'ROOM_NOT_FOUND' });
    for (const seq of [-1, 1.5, 'x', null]) {
      expect(await b.askAnything('room:read', { roomId, seq })).toMatchObject({
        code: 'VALIDATION',
        fields: [{ field: 'seq' }],
      });
    }
    await b.tell('room:read', { roomId, seq: 1 });
    await a.settled();
    await m.settled();
    expect([...a.all('room:read'), ...m.all('room:read')]).toEqual([]);
  });
});
