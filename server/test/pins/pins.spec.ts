import { describe, expect, it } from '@jest/globals';
import {
  type HistoryPage,
  isMessageChange,
  LIMITS,
  type LineChange,
  type Message,
  type MessageChange,
} from '@chatket/contract';
import { entriesOf, kitchenOf } from '../support/kitchen.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, say, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { RATE_LIMIT_CHANGES: '100000' });

const kitchen = () => kitchenOf(world, { host: alice, moderator: carol, guest: bob });
const ref = ({ id, username }: Person) => ({ id, username });

/** A room with a message of bob's, and devices of carol, who moderates, and of bob. */
async function scene() {
  const room = await kitchen().open();
  const [messageId = ''] = await say(world, room, bob, ['The Wi-Fi is called Cake']);
  const [c, b] = [await kitchen().following(carol, room), await kitchen().following(bob, room)];
  return { roomId: room.id, messageId, c, b };
}

const pinsOf = async (person: Person, roomId: string): Promise<Message[]> =>
  (await callerWith(world.url, person.token).get(`/api/rooms/${roomId}/pins`).expect(200)).body as Message[];

async function linesOf(device: Device, roomId: string): Promise<LineChange[]> {
  const page = (await device.tell('room:page', { roomId, log: true })) as HistoryPage;
  return page.lines ?? [];
}

async function nextChange(device: Device, what: MessageChange['what']): Promise<MessageChange> {
  const isIt = (entry: unknown): entry is MessageChange => (entry as MessageChange).what === what;
  const { entries } = await device.next('room:log', (log) => log.entries.some(isIt));
  return entries.find(isIt) as MessageChange;
}

describe('message:pin', () => {
  it('is heard by everybody, stands in the list and between the messages, and is once when it is twice', async () => {
    const { roomId, messageId, c, b } = await scene();
    const { seq } = await c.tell('message:pin', { roomId, messageId, on: true });
    const change = await nextChange(b, 'pinned');
    expect(change).toMatchObject({
      seq,
      by: ref(carol),
      message: { messageId, rev: seq, pinned: { at: change.at, by: ref(carol) } },
    });
    expect(await c.tell('message:pin', { roomId, messageId, on: true })).toEqual({ success: true });
    expect(await pinsOf(bob, roomId)).toEqual([change.message]);
    expect(await linesOf(b, roomId)).toEqual([
      { seq, kind: 'pin', what: 'pinned', at: change.at, by: ref(carol), messageId },
    ]);

    const gone = await c.tell('message:pin', { roomId, messageId, on: false });
    expect((await nextChange(b, 'unpinned')).message).toMatchObject({ rev: gone.seq });
    expect((await nextChange(b, 'unpinned')).message).not.toHaveProperty('pinned');
    expect(await c.tell('message:pin', { roomId, messageId, on: false })).toEqual({ success: true });
    expect(await pinsOf(bob, roomId)).toEqual([]);
    // That it was pinned has happened all the same.
    expect(await linesOf(b, roomId)).toHaveLength(1);
  });

  it('is told to whoever comes back, as a line too, whatever became of the message since', async () => {
    const { roomId, messageId, c, b } = await scene();
    const { seq } = await c.tell('message:pin', { roomId, messageId, on: true });
    await b.tell('message:edit', {
      roomId,
      messageId,
      text: 'It is called Pie',
      rev: Number.MAX_SAFE_INTEGER,
    });
    const later = await world.people.connectLog(bob);
    await later.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 1 }] });
    await later.next('room:log', ({ entries }) => entries.some((entry) => entry.seq > (seq ?? 0)));
    const told = entriesOf(later).filter(isMessageChange);
    expect(told.map(({ what }) => what)).toEqual(['pinned', 'edited']);
    // From the beginning on the message itself is told, and the line.
    const fresh = await world.people.connectLog(bob);
    await fresh.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
    const all = await fresh.next('room:log', ({ entries }) => entries.some((each) => each.seq === seq));
    expect(all.entries).toMatchObject([
      { messageId, text: 'It is called Pie', pinned: { by: ref(carol) } },
      { seq, what: 'pinned' },
    ]);
  });

  it('ends with the message', async () => {
    const { roomId, messageId, c, b } = await scene();
    await c.tell('message:pin', { roomId, messageId, on: true });
    await b.tell('message:delete', { roomId, messageId });
    expect((await nextChange(c, 'deleted')).message).not.toHaveProperty('pinned');
    expect(await pinsOf(alice, roomId)).toEqual([]);
    expect(await world.database.query('SELECT 1 FROM "Pin" WHERE "messageId" = $1', [messageId])).toEqual([]);
    expect(await c.refused('message:pin', { roomId, messageId, on: true })).toMatchObject({
      code: 'MESSAGE_DELETED',
    });
    expect(await c.tell('message:pin', { roomId, messageId, on: false })).toEqual({ success: true });
  });

  it('is for moderators, and for everybody where a room is its people', async () => {
    const { roomId, messageId, b } = await scene();
    expect(await b.refused('message:pin', { roomId, messageId, on: true })).toMatchObject({
      code: 'FORBIDDEN',
      need: 'moderator',
      have: 'member',
    });
    const { body } = await callerWith(world.url, alice.token).post('/api/direct', { userIds: [bob.id] });
    const direct = (body as { id: string }).id;
    const [said = ''] = await say(world, { id: direct }, alice, ['Happy birthday']);
    await b.tell('message:pin', { roomId: direct, messageId: said, on: true });
    expect(await pinsOf(alice, direct)).toMatchObject([{ messageId: said, pinned: { by: ref(bob) } }]);
  });

  it('is refused by name of what is in the way', async () => {
    const { roomId, messageId, c } = await scene();
    const outsider = await world.people.connectLog(mallory);
    expect(await outsider.refused('message:pin', { roomId, messageId, on: true })).toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    expectRefusal(
      await callerWith(world.url, mallory.token).get(`/api/rooms/${roomId}/pins`),
      'NOT_A_MEMBER',
    );
    expect(await c.refused('message:pin', { roomId, messageId: UNKNOWN_ID, on: true })).toMatchObject({
      code: 'MESSAGE_NOT_FOUND',
    });
    await callerWith(world.url, alice.token).post(`/api/rooms/${roomId}/archive`).expect(200);
    expect(await c.refused('message:pin', { roomId, messageId, on: true })).toMatchObject({
      code: 'ROOM_ARCHIVED',
    });
  });

  it('stops at the limit, however many come at once', async () => {
    const { roomId, c } = await scene();
    const texts = Array.from({ length: LIMITS.pinsMax + 5 }, (_, index) => `note ${String(index)}`);
    const ids = await say(world, { id: roomId }, bob, texts);
    const acks = await Promise.all(
      ids.map((messageId) => c.ask('message:pin', { roomId, messageId, on: true })),
    );
    const refused = acks.flatMap((ack) => (ack.success ? [] : [ack.code]));
    expect(refused).toEqual(Array.from({ length: 5 }, () => 'LIMIT_REACHED'));
    expect(await pinsOf(alice, roomId)).toHaveLength(LIMITS.pinsMax);
  });
});

describe('what is pinned', () => {
  it('S145 is shown from joining on, in the list and between the messages', async () => {
    const { roomId, messageId, c } = await scene();
    await world.database.query(`UPDATE "Room" SET history = 'sinceJoin' WHERE id = $1`, [roomId]);
    await world.people.join(mallory, roomId);
    await c.tell('message:pin', { roomId, messageId, on: true });
    const [fresh = ''] = await say(world, { id: roomId }, bob, ['for newcomers']);
    await c.tell('message:pin', { roomId, messageId: fresh, on: true });
    expect((await pinsOf(alice, roomId)).map((each) => each.messageId)).toEqual([fresh, messageId]);
    expect((await pinsOf(mallory, roomId)).map((each) => each.messageId)).toEqual([fresh]);
    const device = await world.people.connectLog(mallory);
    const told = (await linesOf(device, roomId)).flatMap((line) =>
      line.kind === 'pin' ? [line.messageId] : [],
    );
    expect(told).toEqual([fresh]);
  });

  it('is no news for clients that know no changes', async () => {
    const { roomId, messageId, c } = await scene();
    const plain = await world.people.connectPlain(bob);
    await plain.tell('room:join', { roomId });
    plain.forget();
    await c.tell('message:pin', { roomId, messageId, on: true });
    const [after = ''] = await say(world, { id: roomId }, alice, ['and now']);
    await c.tell('message:pin', { roomId, messageId, on: false });
    await plain.tell('rooms:sync', { rooms: [{ roomId, lastSeenAt: '2020-01-01T00:00:00.000Z' }] });
    expect(plain.messages(roomId).map((each) => each.messageId)).toEqual([messageId, after]);
  });
});
