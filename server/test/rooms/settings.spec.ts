import { describe, expect, it } from '@jest/globals';
import {
  type ChangeRoomBody,
  isChange,
  LIMITS,
  type LogEntry,
  type Room,
  type RoomChange,
} from '@chatket/contract';
import { useWorld } from '../support/world.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, promote, roomsOf } from '../support/rest.js';

const { world, cast } = useWorld(['alice', 'bob', 'carol', 'mallory'], { MESSAGE_TEXT_MAX: '5000' });
const [alice, bob, carol, mallory] = cast;

const as = (person: Person) => callerWith(world.url, person.token);
const change = (person: Person, { id }: { id: string }, body: object) =>
  as(person).patch(`/api/rooms/${id}`, body);

/** Alice owns the room, bob is a member, carol moderates. */
async function scene(): Promise<Room> {
  const room = await world.people.createRoom(alice);
  for (const person of [bob, carol]) await world.people.join(person, room.id);
  await promote(world, carol, room, 'moderator');
  return room;
}

async function follow(person: Person, roomId: string): Promise<Device> {
  const device = await world.people.connectLog(person);
  await device.tell('room:join', { roomId });
  return device;
}

/** The entries about the room itself that a device hears, once there is one of that kind. */
async function roomEntries(device: Device, what: RoomChange['what']): Promise<RoomChange[]> {
  await device.next('room:log', ({ entries }) => roomChanges(entries).some((entry) => entry.what === what));
  return device.all('room:log').flatMap(({ entries }) => roomChanges(entries));
}

const roomChanges = (entries: LogEntry[]): RoomChange[] =>
  entries.filter((entry): entry is RoomChange => isChange(entry) && entry.kind === 'room');

const ALL: ChangeRoomBody = {
  topic: 'What there **is** to eat',
  description: 'Everything about food.\nAnd drinks.',
  icon: '☕',
  history: 'sinceJoin',
  postGate: 1,
  replyGate: 1,
  inviteGate: 2,
  slowSeconds: 30,
  messageMax: 5_000,
  editWindowSeconds: 900,
  rateMessages: 10,
  rateWindowSeconds: 20,
  rateMuteSeconds: 60,
  retentionDays: 30,
};

describe('the settings of a room', () => {
  it('are changed all at once, and taken back with null', async () => {
    const room = await scene();
    const { body } = await change(alice, room, { ...ALL, name: 'Mensa', kind: 'private' }).expect(200);
    expect(body).toMatchObject({ ...ALL, name: 'Mensa', kind: 'private', lastSeq: 3 });
    const nothing = Object.fromEntries(Object.keys(ALL).map((key) => [key, null]));
    const back = (await change(alice, room, { ...nothing, kind: 'public' }).expect(200)).body as Room;
    for (const key of Object.keys(ALL)) expect(back).not.toHaveProperty(key);
    expect(back).toMatchObject({ name: 'Mensa', kind: 'public' });
  });

  it('are told by the log, an entry for each kind of change and none where nothing changes', async () => {
    const room = await scene();
    const device = await follow(bob, room.id);
    await change(alice, room, { name: 'Mensa', topic: 'Soup', slowSeconds: 5 }).expect(200);
    const same = await change(alice, room, { name: 'Mensa', topic: 'Soup', slowSeconds: 5 }).expect(200);
    expect(same.body).toMatchObject({ lastSeq: 3 });
    await change(alice, room, { topic: null }).expect(200);
    await as(alice).post(`/api/rooms/${room.id}/archive`).expect(200);
    const entries = await roomEntries(device, 'archived');
    expect(entries.map(({ seq, what, by }) => [seq, what, by?.username])).toEqual([
      [1, 'renamed', 'alice'],
      [2, 'topic', 'alice'],
      [3, 'configured', 'alice'],
      [4, 'topic', 'alice'],
      [5, 'archived', 'alice'],
    ]);
    expect(entries.at(-1)?.room).toMatchObject({
      name: 'Mensa',
      slowSeconds: 5,
      archivedAt: expect.any(String),
    });
  });

  it('of name and kind are what others find', async () => {
    const room = await scene();
    const found = async (search: string) =>
      roomsOf(await as(mallory).get(`/api/rooms?all=true&search=${encodeURIComponent(search)}`)).some(
        ({ id }) => id === room.id,
      );
    await change(alice, room, { name: 'Über Straßen' }).expect(200);
    expect(await found('uber strass')).toBe(true);
    await change(alice, room, { kind: 'private' }).expect(200);
    expect(await found('uber strass')).toBe(false);
    expectRefusal(await as(mallory).get(`/api/rooms/${room.id}`), 'ROOM_NOT_FOUND');
    expectRefusal(await change(mallory, room, { topic: 'x' }), 'ROOM_NOT_FOUND');
  });

  it('leave the topic to moderators, and nothing else', async () => {
    const room = await scene();
    expect((await change(carol, room, { topic: ' two\n lines ' }).expect(200)).body).toMatchObject({
      topic: 'two lines',
    });
    for (const body of [{ topic: 'x', name: 'y' }, { slowSeconds: 1 }, {}])
      expect((await change(carol, room, body)).body).toMatchObject({ code: 'FORBIDDEN', need: 'admin' });
    expect((await change(bob, room, { topic: 'x' })).body).toMatchObject({
      code: 'FORBIDDEN',
      need: 'moderator',
    });
  });

  it.each(
    Object.entries({
      name: ['', '  ', null, 7, 'x'.repeat(LIMITS.roomNameMax + 1), '\u200b'],
      kind: ['direct', 'group', null, 1],
      topic: ['', 7, 'x'.repeat(LIMITS.roomTopicMax + 1)],
      description: ['', 'x'.repeat(LIMITS.roomDescriptionMax + 1)],
      icon: ['x', '', '☕️☕️', 7],
      history: ['none', 1],
      postGate: [4, -1, '1', 0.5],
      slowSeconds: [-1, LIMITS.slowSecondsMax + 1, '5', 1.5],
      messageMax: [0, 5_001, LIMITS.longTextBound + 1],
      rateMessages: [0, 61, LIMITS.rateMessagesMax + 1],
      rateWindowSeconds: [0, LIMITS.rateWindowSecondsMax + 1],
      rateMuteSeconds: [0, LIMITS.rateMuteSecondsMax + 1],
      retentionDays: [0, LIMITS.retentionDaysMax + 1],
    }).flatMap(([field, values]) => values.map((value) => [field, value] as const)),
  )('name the field that is wrong: %s %j', async (field, value) => {
    expectRefusal(await change(alice, { id: crypto.randomUUID() }, { [field]: value }), 'VALIDATION', [
      field,
    ]);
  });

  it('change in one order with what is said: nobody writes behind the entry that ends the writing', async () => {
    const room = await scene();
    const device = await follow(bob, room.id);
    const sends = Array.from({ length: 5 }, (_, n) =>
      device.ask('message:send', { roomId: room.id, text: 'x', clientMsgId: `in-order-${String(n)}` }),
    );
    const gated = change(alice, room, { postGate: 1 });
    const acks = await Promise.all(sends);
    expect((await gated).status).toBe(200);
    const [entry] = await roomEntries(device, 'configured');
    for (const ack of acks) {
      if (ack.success) expect(ack.seq).toBeLessThan(entry?.seq ?? 0);
      else expect(ack).toMatchObject({ code: 'READ_ONLY', need: 'moderator', have: 'member' });
    }
  });
});
