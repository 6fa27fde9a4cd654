import { describe, expect, it } from '@jest/globals';
import { roomWithBacklog } from '../support/rest.js';
import type { Device } from '../support/device.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory'], { RATE_LIMIT_MESSAGES: '10000', PRESENCE_GRACE_MS: '50' });

/** A room of alice's, which bob is a member of, with so many messages in it. */
const roomWith = (count: number) => roomWithBacklog(world, { host: alice, guest: bob, count });

const seqs = (device: Device, roomId: string) => device.messages(roomId).map(({ seq }) => seq);

describe('room:join', () => {
  it('brings the roster, then what was missed, then the room live', async () => {
    const roomId = await roomWith(3);
    const device = await world.people.connectPlain(bob);
    expect(await device.tell('room:join', { roomId, lastSeq: 1 })).toEqual({ success: true });
    expect(seqs(device, roomId)).toEqual([2, 3]);
    const roster = await device.next('room:roster');
    expect(roster.users.map(({ username, status }) => [username, status])).toEqual([
      ['alice', 'offline'],
      ['bob', 'online'],
    ]);
  });

  it('is refused to an outsider and for a room that is not there', async () => {
    const roomId = await roomWith(1);
    const device = await world.people.connect(mallory);
    expect(await device.refused('room:join', { roomId })).toMatchObject({ code: 'NOT_A_MEMBER' });
    expect(await device.refused('room:join', { roomId: crypto.randomUUID() })).toMatchObject({
      code: 'ROOM_NOT_FOUND',
    });
    expect(await device.askAnything('room:join', { roomId: 5 })).toMatchObject({ code: 'VALIDATION' });
    expect(device.heard).toEqual([]);
  });

  it('repeated, is the same as once', async () => {
    const roomId = await roomWith(1);
    const device = await world.people.connect(bob);
    await device.tell('room:join', { roomId });
    await device.tell('room:join', { roomId });
    const a = await world.people.connect(alice);
    await a.tell('message:send', { roomId, text: 'once', clientMsgId: 'once-00001' });
    await device.untilMessages(roomId, 1);
    await device.settled();
    expect(device.messages(roomId)).toHaveLength(1);
  });
});

describe('room:leave', () => {
  it('stops the room for that connection only, and the membership stays', async () => {
    const roomId = await roomWith(1);
    const [leaving, staying] = await Promise.all([world.people.connect(bob), world.people.connect(bob)]);
    await leaving.tell('room:join', { roomId });
    await staying.tell('room:join', { roomId });
    await leaving.tell('room:leave', { roomId });
    await leaving.tell('room:leave', { roomId });
    const a = await world.people.connect(alice);
    await a.tell('message:send', { roomId, text: 'who hears?', clientMsgId: 'who-hears1' });
    await staying.untilMessages(roomId, 1);
    await leaving.settled();
    expect(leaving.messages(roomId)).toEqual([]);
    await leaving.tell('message:send', { roomId, text: 'still a member', clientMsgId: 'still-mem1' });
  });

  it('of a room one is not in changes nothing, and a bad id is refused', async () => {
    const device = await world.people.connect(mallory);
    await device.tell('room:leave', { roomId: await roomWith(0) });
    expect(await device.askAnything('room:leave', {})).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field: 'roomId' }],
    });
  });
});

describe('a room in which one message follows another closely', () => {
  const ROUNDS = 40;
  let said = 0;
  const say = async (device: Device, roomId: string) => {
    said += 1;
    await device.tell('message:send', {
      roomId,
      text: 'on',
      clientMsgId: `close-${String(said).padStart(4, '0')}`,
    });
  };

  it('is heard once by whoever comes in the middle of it', async () => {
    const roomId = await roomWith(0);
    const writer = await world.people.connect(alice);
    for (let head = 0; head < 3 * ROUNDS; head += 3) {
      const late = await world.people.connect(bob);
      await say(writer, roomId);
      await Promise.all([say(writer, roomId), late.tell('room:join', { roomId, lastSeq: head })]);
      await say(writer, roomId);
      await late.next('message:batch', ({ messages }) => messages.some(({ seq }) => seq === head + 3));
      expect(seqs(late, roomId)).toEqual([head + 1, head + 2, head + 3]);
      late.close();
    }
  });

  it('is heard whole by whoever follows it already and joins again', async () => {
    const roomId = await roomWith(0);
    const writer = await world.people.connect(alice);
    const reader = await world.people.connect(bob);
    await reader.tell('room:join', { roomId });
    for (let round = 0; round < ROUNDS; round += 1) {
      await say(writer, roomId);
      await say(writer, roomId);
      await reader.tell('room:join', { roomId });
    }
    await say(writer, roomId);
    const last = 2 * ROUNDS + 1;
    await reader.next('message:batch', ({ messages }) => messages.some(({ seq }) => seq === last));
    expect(seqs(reader, roomId)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
  });
});
