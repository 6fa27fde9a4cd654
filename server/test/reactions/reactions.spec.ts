import { describe, expect, it } from '@jest/globals';
import { isChange, LIMITS, type Message, type Reaction } from '@chatket/contract';
import { callerWith, expectRefusal, guests, UNKNOWN_ID } from '../support/rest.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], {
  RATE_LIMIT_MESSAGES: '10000',
  RATE_LIMIT_CHANGES: '10000',
});

let sent = 0;
/** A room of alice's with bob in it, one message, and a client of each that takes the log. */
async function scene(): Promise<{ roomId: string; messageId: string; a: Device; b: Device }> {
  const { id: roomId } = await world.people.createRoom(alice);
  await world.people.join(bob, roomId);
  const [a, b] = await Promise.all([world.people.connectLog(alice), world.people.connectLog(bob)]);
  for (const device of [a, b]) await device.tell('room:join', { roomId });
  sent += 1;
  const clientMsgId = `react-${String(sent).padStart(4, '0')}`;
  const { messageId } = await a.tell('message:send', { roomId, text: 'Cake!', clientMsgId });
  return { roomId, messageId, a, b };
}

/** The reactions of the message as a page tells them. */
async function reactions(person: Person, roomId: string, messageId: string): Promise<Reaction[] | undefined> {
  const answer = await callerWith(world.url, person.token).get(`/api/rooms/${roomId}/messages`).expect(200);
  return (answer.body as Message[]).find((message) => message.messageId === messageId)?.reactions;
}

const ref = ({ id, username }: Person) => ({ id, username });
/** How many changes of the message a device has heard. */
const changesHeard = (device: Device) =>
  device.all('room:log').flatMap(({ entries }) => entries.filter(isChange));

describe('message:react', () => {
  it('sets and takes back, for everybody, and says nothing when it was so already', async () => {
    const { roomId, messageId, a, b } = await scene();
    const wish = { roomId, messageId, emoji: '👍' };
    const { seq } = await b.tell('message:react', { ...wish, on: true });
    const log = await a.next('room:log', ({ entries }) => entries.some(isChange));
    expect(log.entries).toMatchObject([
      {
        seq,
        what: 'reacted',
        by: ref(bob),
        message: { rev: seq, reactions: [{ emoji: '👍', count: 1, users: [ref(bob)] }] },
      },
    ]);
    expect(await b.tell('message:react', { ...wish, on: true })).toEqual({ success: true });
    await a.tell('message:react', { ...wish, on: true });
    expect(await reactions(alice, roomId, messageId)).toEqual([
      { emoji: '👍', count: 2, users: [ref(bob), ref(alice)] },
    ]);
    await b.tell('message:react', { ...wish, on: false });
    expect(await b.tell('message:react', { ...wish, on: false })).toEqual({ success: true });
    await a.tell('message:react', { ...wish, on: false });
    expect(await reactions(alice, roomId, messageId)).toBeUndefined();
  });

  it('takes tones of skin as one kind, and forgives a missing selector', async () => {
    const { roomId, messageId, a, b } = await scene();
    await a.tell('message:react', { roomId, messageId, emoji: '👍🏽', on: true });
    await b.tell('message:react', { roomId, messageId, emoji: '👍', on: true });
    await b.tell('message:react', { roomId, messageId, emoji: '\u2764', on: true });
    await a.tell('message:react', { roomId, messageId, emoji: '☝🏿', on: true });
    expect((await reactions(alice, roomId, messageId))?.map(({ emoji, count }) => [emoji, count])).toEqual([
      ['👍', 2],
      ['❤️', 1],
      ['☝️', 1],
    ]);
  });

  it.each(['', 'x', '👍👍', '👍 ', ':+1:', '\u200d', '1', '🏽', 'a'.repeat(65), 5, null, ['👍']])(
    'is refused for what is not one emoji: %j',
    async (emoji) => {
      const { roomId, messageId, a } = await scene();
      const ack = await a.askAnything('message:react', { roomId, messageId, emoji, on: true });
      expect(ack).toMatchObject({ success: false, code: 'VALIDATION', fields: [{ field: 'emoji' }] });
    },
  );

  it('is refused on what is not there, deleted, or not theirs to see', async () => {
    const { roomId, messageId, a } = await scene();
    const wish = { roomId, messageId, emoji: '👍', on: true };
    expect(await a.refused('message:react', { ...wish, messageId: UNKNOWN_ID })).toMatchObject({
      code: 'MESSAGE_NOT_FOUND',
    });
    const outsider = await world.people.connectLog(mallory);
    expect(await outsider.refused('message:react', wish)).toMatchObject({ code: 'NOT_A_MEMBER' });
    await a.tell('message:delete', { roomId, messageId });
    expect(await a.refused('message:react', wish)).toMatchObject({ code: 'MESSAGE_DELETED' });
  });

  it('has at most twenty kinds on a message, however many come at once', async () => {
    const { roomId, messageId, a, b } = await scene();
    const emojis = [...'😀😁😂😃😄😅😆😇😈😉😊😋😌😍😎😏😐😑😒😓😔😕😖😗😘'];
    const acks = await Promise.all(
      emojis.map((emoji, index) =>
        (index % 2 ? a : b).ask('message:react', { roomId, messageId, emoji, on: true }),
      ),
    );
    const refused = acks.filter((ack) => !ack.success);
    expect(refused).toHaveLength(emojis.length - LIMITS.reactionKindsMax);
    expect(new Set(refused.map((ack) => !ack.success && ack.code))).toEqual(new Set(['LIMIT_REACHED']));
    const shown = await reactions(alice, roomId, messageId);
    expect(shown).toHaveLength(LIMITS.reactionKindsMax);
    const emoji = shown?.[0]?.emoji ?? '';
    await a.tell('message:react', { roomId, messageId, emoji, on: true });
    await b.tell('message:react', { roomId, messageId, emoji, on: true });
  });

  it('of fifty people who toggle at once converges, and is told a few times only', async () => {
    const { roomId, messageId, a } = await scene();
    const crowd = await guests(world, 50);
    await Promise.all(crowd.map((person) => world.people.join(person, roomId)));
    const devices = await Promise.all(crowd.map((person) => world.people.connectLog(person)));
    const toggles = [true, false, true];
    const before = changesHeard(a).length;
    const began = performance.now();
    await Promise.all(
      devices.map(async (device, index) => {
        for (const on of toggles) await device.tell('message:react', { roomId, messageId, emoji: '🎉', on });
        if (index % 5 === 0)
          await device.tell('message:react', { roomId, messageId, emoji: '🎉', on: false });
      }),
    );
    const shown = await reactions(alice, roomId, messageId);
    expect(shown).toMatchObject([{ emoji: '🎉', count: 40 }]);
    expect(shown?.[0]?.users).toHaveLength(LIMITS.reactionUsersShown);
    const { seq: last } = await a.tell('message:react', { roomId, messageId, emoji: '👀', on: true });
    await a.next('room:log', ({ entries }) => entries.some((entry) => entry.seq === last));
    // Four rounds and what is between them, never one for each person; two a second, where the machine takes long.
    const most = Math.max(12, 2 + (performance.now() - began) / 500);
    expect(changesHeard(a).length - before).toBeLessThanOrEqual(most);
    const mine = crowd.filter((_, index) => index % 5 !== 0);
    const hidden = mine.find((person) => !shown?.[0]?.users.some(({ id }) => id === person.id)) as Person;
    expect((await reactions(hidden, roomId, messageId))?.[0]).toMatchObject({ count: 40, mine: true });
    expect((await reactions(alice, roomId, messageId))?.[0]).not.toHaveProperty('mine');
    const all = await callerWith(world.url, alice.token)
      .get(`/api/messages/${messageId}/reactions`)
      .expect(200);
    expect((all.body as Reaction[])[0]?.users).toHaveLength(40);
  });
});

describe('a reaction of more people than are shown', () => {
  it('is told to be mine when somebody comes back, to each for themselves', async () => {
    const { roomId, messageId, a } = await scene();
    const { seq: before } = await a.tell('message:react', { roomId, messageId, emoji: '👀', on: true });
    const crowd = await guests(world, LIMITS.reactionUsersShown + 2);
    await Promise.all(crowd.map((person) => world.people.join(person, roomId)));
    const devices = await Promise.all(crowd.map((person) => world.people.connectLog(person)));
    const last = devices.pop() as Device;
    const cheer = { roomId, messageId, emoji: '🎉', on: true };
    await Promise.all(devices.map((device) => device.tell('message:react', cheer)));
    await last.tell('message:react', cheer);
    const sync = async (device: Device) =>
      (await device.tell('rooms:sync', { rooms: [{ roomId, lastSeq: before }] })).results[0];

    const told = await sync(last);
    expect(told?.mine).toEqual([{ messageId, rev: told?.headSeq, emojis: ['🎉'] }]);
    expect((await sync(a))?.mine).toEqual([{ messageId, rev: told?.headSeq, emojis: [] }]);

    await last.tell('message:react', { ...cheer, on: false });
    expect((await sync(last))?.mine).toMatchObject([{ messageId, emojis: [] }]);
  });

  it('is asked for only where there is one, and only by who takes the log', async () => {
    const { roomId, messageId, a } = await scene();
    await a.tell('message:react', { roomId, messageId, emoji: '👀', on: true });
    const rooms = [{ roomId, lastSeq: 0 }];
    expect((await a.tell('rooms:sync', { rooms })).results[0]).not.toHaveProperty('mine');
    const plain = await world.people.connectPlain(bob);
    expect((await plain.tell('rooms:sync', { rooms })).results[0]).not.toHaveProperty('mine');
  });
});

describe('clients of the plain contract', () => {
  it('react by the message alone, and hear of each person', async () => {
    const { roomId, messageId, a } = await scene();
    await world.people.join(carol, roomId);
    const plain = await world.people.connectPlain(carol);
    await plain.tell('room:join', { roomId });
    expect(await plain.ask('reaction:add', { messageId, emoji: '👍' })).toEqual({ success: true });
    const update = { messageId, emoji: '👍', user: ref(carol) };
    expect(await plain.next('reaction:update')).toEqual({ ...update, action: 'add' });
    await a.next('room:log', ({ entries }) => entries.some(isChange));
    expect(await plain.ask('reaction:remove', { messageId, emoji: '👍' })).toEqual({ success: true });
    expect(await plain.next('reaction:update', ({ action }) => action === 'remove')).toEqual({
      ...update,
      action: 'remove',
    });
    expect(a.all('reaction:update')).toEqual([]);
    expect(plain.all('room:log')).toEqual([]);
    expect(await plain.refused('reaction:add', { messageId: UNKNOWN_ID, emoji: '👍' })).toMatchObject({
      code: 'MESSAGE_NOT_FOUND',
    });
  });

  it('hear of a reaction behind the message that it belongs to, also while they come back', async () => {
    const { roomId, a, b } = await scene();
    await world.people.join(carol, roomId);
    const plain = await world.people.connectPlain(carol);
    await plain.tell('room:join', { roomId });
    const reacted: string[] = [];
    for (let round = 0; round < 30; round += 1) {
      sent += 1;
      const say = (which: string) =>
        a.tell('message:send', { roomId, text: which, clientMsgId: `${which}-of-${String(sent)}` });
      const first = say('first');
      const { messageId } = await say('second');
      await first;
      reacted.push(messageId);
      const coming = round % 3 === 0 ? plain.tell('room:join', { roomId }) : undefined;
      await b.tell('message:react', { roomId, messageId, emoji: '👍', on: true });
      await coming;
    }
    for (const id of reacted) await plain.next('reaction:update', ({ messageId }) => messageId === id);
    const order = plain.heard
      .filter(({ event }) => event === 'message:new' || event === 'reaction:update')
      .map(({ event, payload }) => `${event} ${(payload as { messageId: string }).messageId}`);
    for (const id of reacted) {
      const updates = order.filter((each) => each === `reaction:update ${id}`);
      expect(updates).toHaveLength(1);
      expect(order.indexOf(`reaction:update ${id}`)).toBeGreaterThan(order.indexOf(`message:new ${id}`));
    }
  });

  it('find them over REST', async () => {
    const { messageId } = await scene();
    const caller = callerWith(world.url, bob.token);
    const { body } = await caller.get('/api/messages/emojis').expect(200);
    expect((body as { emojis: string[] }).emojis).toContain('👍');
    const added = await caller.post(`/api/messages/${messageId}/reactions`, { emoji: '👍' }).expect(200);
    expect(added.body).toEqual([{ emoji: '👍', count: 1, users: [ref(bob)] }]);
    const removed = await caller
      .delete(`/api/messages/${messageId}/reactions/${encodeURIComponent('👍')}`)
      .expect(200);
    expect(removed.body).toEqual([]);
    expectRefusal(await caller.post(`/api/messages/${messageId}/reactions`, { emoji: 'x' }), 'VALIDATION', [
      'emoji',
    ]);
    expectRefusal(
      await callerWith(world.url, mallory.token).get(`/api/messages/${messageId}/reactions`),
      'NOT_A_MEMBER',
    );
  });
});
