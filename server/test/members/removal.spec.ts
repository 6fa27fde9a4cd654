import { describe, expect, it } from '@jest/globals';
import type { LogEntry, Room } from '@chatket/contract';
import pg from 'pg';
import { Memberships } from '../../src/members/index.js';
import { Fanout } from '../../src/realtime/index.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, promote } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, dave],
} = useWorld(['alice', 'bob', 'carol', 'dave'], { WRITES_PER_USER: '10000', RATE_LIMIT_MESSAGES: '100000' });

const as = (person: Person) => callerWith(world.url, person.token);

async function hall(): Promise<Room> {
  const room = await world.people.createRoom(alice, 'Hall');
  for (const person of [bob, carol, dave]) await world.people.join(person, room.id);
  await promote(world, carol, room, 'moderator');
  return room;
}

/** Everything with a place in the log that a device has been sent. */
const seqsOf = (device: Device, roomId: string): number[] => [
  ...device.messages(roomId).map(({ seq }) => seq),
  ...device
    .all('room:log')
    .flatMap((log) => (log.roomId === roomId ? log.entries : []))
    .map((entry: LogEntry) => entry.seq),
];

/** Carol puts bob out: whoever has to wait too long for a room in which everybody talks is told to try again. */
async function putOut(room: Room, body = {}): Promise<void> {
  const path = `/api/rooms/${room.id}/members/${bob.id}`;
  let { status } = await as(carol).delete(path, body);
  while (status === 503) ({ status } = await as(carol).delete(path, body));
  expect(status).toBe(204);
}

/** People talk while something is done. @returns the highest seq of what they have said */
async function whileTalking(
  devices: readonly Device[],
  room: Room,
  act: () => Promise<unknown>,
): Promise<number> {
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  const [seq] = await Promise.all([talk(devices, room, over), act().finally(() => end())]);
  return seq;
}

/** People who talk until they are told to stop; each send is acked before the next. @returns the highest seq */
async function talk(devices: readonly Device[], room: Room, stop: Promise<unknown>): Promise<number> {
  let isOver = false;
  void stop.then(() => (isOver = true));
  const seqs = await Promise.all(
    devices.map(async (device, place) => {
      let seq = 0;
      for (let n = 0; !isOver; n += 1) {
        const clientMsgId = `talk-${room.id}-${String(place)}-${String(n)}`;
        ({ seq } = await device.insist('message:send', { roomId: room.id, text: 'talk', clientMsgId }));
      }
      return seq;
    }),
  );
  return Math.max(...seqs);
}

async function removedAt(room: Room): Promise<number> {
  const [row] = await world.database.query<{ seq: string }>(
    `SELECT max(seq) AS seq FROM "RoomEvent" WHERE "roomId" = $1 AND what IN ('kicked', 'banned')`,
    [room.id],
  );
  return Number(row?.seq);
}

describe('S093 whoever is put out while everybody talks', () => {
  it.each(['kicked', 'banned'])('hears nothing behind it on any device, however told: %s', async (what) => {
    const room = await hall();
    const theirs = [
      await world.people.connectLog(bob),
      await world.people.connectLog(bob),
      await world.people.connect(bob),
      await world.people.connectPlain(bob),
    ];
    const speakers = await Promise.all(
      [alice, alice, dave, dave].map((person) => world.people.connectLog(person)),
    );
    for (const device of [...theirs, ...speakers]) await device.tell('room:join', { roomId: room.id });

    let removedSeq = 0;
    const lastSeq = await whileTalking(speakers, room, async () => {
      await theirs[0]?.next('room:log', ({ entries }) => entries.some(({ seq }) => seq > 20));
      await putOut(room, { ban: what === 'banned' });
      removedSeq = await removedAt(room);
      // Until what was said behind it has reached others.
      await speakers[0]?.next('room:log', ({ entries }) => entries.some(({ seq }) => seq > removedSeq + 20));
    });
    expect(lastSeq).toBeGreaterThan(removedSeq + 20);
    for (const device of theirs) {
      await device.next('room:removed');
      await device.settled();
      expect(Math.max(...seqsOf(device, room.id))).toBeLessThanOrEqual(removedSeq);
      const heard = device.heard.slice(device.heard.findIndex(({ event }) => event === 'room:removed') + 1);
      expect(heard.filter(({ payload }) => JSON.stringify(payload).includes(room.id))).toEqual([]);
    }
  });

  it('hears nothing behind it while catching up, again and again', async () => {
    const room = await hall();
    const theirs = await Promise.all([
      world.people.connectLog(bob),
      world.people.connect(bob),
      world.people.connectPlain(bob),
    ]);
    const speakers = await Promise.all([alice, dave].map((person) => world.people.connectLog(person)));
    for (const device of speakers) await device.tell('room:join', { roomId: room.id });
    let isOver = false;
    const catchUp = async (device: Device) => {
      while (!isOver) {
        const asked = Array.from({ length: 4 }, () =>
          device.ask('rooms:sync', {
            rooms: [{ roomId: room.id, lastSeq: Math.max(0, ...seqsOf(device, room.id)) }],
          }),
        );
        await Promise.all(asked);
      }
    };
    const comeAndGo = async () => {
      for (let round = 0; round < 4; round += 1) {
        await theirs[0]?.next('room:log');
        await putOut(room);
        const removedSeq = await removedAt(room);
        await speakers[0]?.next('room:log', ({ entries }) => entries.some(({ seq }) => seq > removedSeq + 5));
        for (const device of theirs) {
          await device.settled();
          expect(Math.max(0, ...seqsOf(device, room.id))).toBeLessThanOrEqual(removedSeq);
          device.forget();
        }
        await world.people.join(bob, room.id);
      }
    };
    await whileTalking(speakers, room, () =>
      Promise.all([...theirs.map(catchUp), comeAndGo().finally(() => (isOver = true))]),
    );
  });

  it('is not let back in by a catch-up that began before, whenever the commit is read', async () => {
    const room = await hall();
    const theirs = await world.people.connectLog(bob);
    await theirs.tell('room:join', { roomId: room.id });
    const memberships = world.app.get(Memberships, { strict: false });
    const other = new pg.Client(world.database.url);
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM "Room" WHERE id = $1 FOR UPDATE', [room.id]);
    const removing = memberships.remove(room.id, { user: bob, by: carol, what: 'kicked' });
    // They are a member still, and may read; but they do not follow the room any more.
    await theirs.ask('rooms:sync', { rooms: [{ roomId: room.id, lastSeq: 0 }] });
    expect(world.app.get(Fanout).hasListeners(room.id, 'log')).toBe(false);
    await other.query('COMMIT');
    await other.end();
    expect(await removing).toBe('removed');
    await theirs.next('room:removed');
    await theirs.settled();
    expect(seqsOf(theirs, room.id)).toEqual([]);
  });

  it('may have what they were sending refused, and nothing of it is stored behind their removal', async () => {
    for (const kind of ['public', 'private']) {
      const room = await hall();
      await world.database.query('UPDATE "Room" SET kind = $2 WHERE id = $1', [room.id, kind]);
      const theirs = await world.people.connectLog(bob);
      const send = (n: number) =>
        theirs.ask('message:send', {
          roomId: room.id,
          text: 'x',
          clientMsgId: `late-${room.id}-${String(n)}`,
        });
      const [acks] = await Promise.all([Promise.all([1, 2, 3, 4, 5, 6].map(send)), putOut(room)]);
      const removedSeq = await removedAt(room);
      const code = kind === 'public' ? 'NOT_A_MEMBER' : 'ROOM_NOT_FOUND';
      for (const ack of acks)
        if (ack.success) expect(ack.seq).toBeLessThan(removedSeq);
        else expect(ack.code).toBe(code);
      expect(await send(7)).toMatchObject({ success: false, code, retryable: false });
      const rows = await world.database.query<{ seq: string }>(
        'SELECT seq FROM "Message" WHERE "roomId" = $1 AND seq > $2',
        [room.id, removedSeq],
      );
      expect(rows).toEqual([]);
    }
  });

  it('hears no typing and no roster of the room any more', async () => {
    const room = await hall();
    const theirs = await world.people.connectPlain(bob);
    await theirs.tell('room:join', { roomId: room.id });
    const speaker = await world.people.connectLog(alice);
    await speaker.tell('room:join', { roomId: room.id });
    await as(carol).delete(`/api/rooms/${room.id}/members/${bob.id}`).expect(204);
    await theirs.next('room:removed');
    theirs.forget();
    await speaker.tell('typing:update', { roomId: room.id, isTyping: true });
    await speaker.next('room:roster:delta', ({ removed }) => removed.includes(bob.id));
    expect(await theirs.refused('typing:update', { roomId: room.id, isTyping: true })).toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    expect(theirs.heard).toEqual([]);
  });
});
