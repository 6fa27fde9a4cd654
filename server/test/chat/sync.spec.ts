import { describe, expect, it } from '@jest/globals';
import type { RoomSyncResult } from '@chatket/contract';
import { callerWith, roomWithBacklog } from '../support/rest.js';
import type { Device } from '../support/device.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory'], { RATE_LIMIT_MESSAGES: '10000', PRESENCE_GRACE_MS: '50' });

/** A room of alice's, which bob is a member of, with so many messages in it. */
const roomWith = (count: number) => roomWithBacklog(world, { host: alice, guest: bob, count });

async function syncOne(device: Device, cursor: { roomId: string; lastSeq?: number; lastSeenAt?: string }) {
  const { results } = await device.tell('rooms:sync', { rooms: [cursor] });
  return results[0] as RoomSyncResult;
}

const seqs = (device: Device, roomId: string) => device.messages(roomId).map(({ seq }) => seq);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('rooms:sync', () => {
  it('behind a seq sends exactly what comes after it, and then the room live', async () => {
    const roomId = await roomWith(7);
    const device = await world.people.connect(bob);
    expect(await syncOne(device, { roomId, lastSeq: 4 })).toEqual({
      roomId,
      synced: true,
      messageCount: 3,
      changeCount: 0,
      epoch: expect.any(String),
      lastSeq: 7,
      headSeq: 7,
      hasMore: false,
    });
    expect(seqs(device, roomId)).toEqual([5, 6, 7]);
    const a = await world.people.connect(alice);
    await a.tell('message:send', { roomId, text: 'live', clientMsgId: 'live-00001' });
    expect(await device.untilMessages(roomId, 4)).toHaveLength(4);
  });

  it.each(['lastSeq', 'lastSeenAt', 'roomId'])(
    'with a null for %s is refused: no hole is left',
    async (field) => {
      const roomId = await roomWith(3);
      const device = await world.people.connect(bob);
      const rooms = [{ roomId, [field]: null }];
      expect(await device.askAnything('rooms:sync', { rooms })).toMatchObject({
        success: false,
        code: 'VALIDATION',
        fields: [{ field: `rooms[0].${field}` }],
      });
      expect(await device.askAnything('room:join', rooms[0])).toMatchObject({ fields: [{ field }] });
      expect(seqs(device, roomId)).toEqual([]);
    },
  );

  it('pages a long absence until nothing is left', async () => {
    const roomId = await roomWith(250);
    const device = await world.people.connect(bob);
    const results: RoomSyncResult[] = [];
    for (let lastSeq = 0, hasMore = true; hasMore;) {
      const result = await syncOne(device, { roomId, lastSeq });
      results.push(result);
      ({ lastSeq, hasMore } = result);
    }
    expect(results.map(({ messageCount, lastSeq, hasMore }) => [messageCount, lastSeq, hasMore])).toEqual([
      [100, 100, true],
      [100, 200, true],
      [50, 250, false],
    ]);
    expect(seqs(device, roomId)).toEqual(range(1, 250));
  });

  it('since a time repeats the overlap and sends the newest hundred', async () => {
    const roomId = await roomWith(130);
    const [last] = await world.database.query<{ at: Date }>(
      'SELECT max("createdAt") AS at FROM "Message" WHERE "roomId" = $1',
      [roomId],
    );
    const device = await world.people.connectPlain(bob);
    const lastSeenAt = new Date((last?.at.getTime() ?? 0) + 4_900).toISOString();
    const result = await syncOne(device, { roomId, lastSeenAt });
    expect(result).toMatchObject({ messageCount: 100, lastSeq: 130, hasMore: true });
    expect(seqs(device, roomId)).toEqual(range(31, 130));
    const later = new Date((last?.at.getTime() ?? 0) + 5_001).toISOString();
    expect(await syncOne(device, { roomId, lastSeenAt: later })).toMatchObject({
      messageCount: 0,
      hasMore: false,
    });
  });

  it('without a cursor only follows, and tells the head', async () => {
    const roomId = await roomWith(3);
    const device = await world.people.connect(bob);
    expect(await syncOne(device, { roomId })).toMatchObject({
      messageCount: 0,
      lastSeq: 3,
      headSeq: 3,
      hasMore: false,
    });
    const a = await world.people.connect(alice);
    await a.tell('message:send', { roomId, text: 'live', clientMsgId: 'live-00001' });
    expect((await device.untilMessages(roomId, 1)).map(({ seq }) => seq)).toEqual([4]);
  });

  it('answers a cursor beyond the head with a reset and the newest page', async () => {
    const roomId = await roomWith(120);
    const device = await world.people.connect(bob);
    expect(await syncOne(device, { roomId, lastSeq: 999 })).toEqual({
      roomId,
      synced: true,
      messageCount: 100,
      changeCount: 0,
      epoch: expect.any(String),
      lastSeq: 120,
      headSeq: 120,
      hasMore: false,
      reset: true,
    });
    expect(seqs(device, roomId)).toEqual(range(21, 120));
  });

  it.each([
    ['a few', 3],
    ['more than a page of', 120],
  ])('with a reset tells among %s messages what people see as lines', async (_few, count) => {
    const roomId = await roomWith(count);
    const host = callerWith(world.url, alice.token);
    const path = `/api/rooms/${roomId}`;
    await host.patch(`${path}/members/${bob.id}`, { role: 1 }).expect(200);
    await host.patch(path, { topic: 'Tea' }).expect(200);
    const a = await world.people.connectLog(alice);
    const [first] = (await host.get(`${path}/messages?limit=1`).expect(200)).body as { messageId: string }[];
    const messageId = first?.messageId ?? '';
    await a.tell('message:pin', { roomId, messageId, on: true });
    // The message changes again, and its pin is a line all the same.
    await a.tell('message:edit', { roomId, messageId, text: 'edited', rev: count + 3 });
    for (const clientMsgId of ['after-00001', 'after-00002'])
      await a.tell('message:send', { roomId, text: 'after', clientMsgId });
    const device = await world.people.connectLog(bob);
    const result = await syncOne(device, { roomId, lastSeq: 999 });
    const [told] = device.all('room:log');
    const head = count + 6;
    expect(result).toMatchObject({ reset: true, changeCount: 3, lastSeq: head, hasMore: false });
    const seqsOfChanges = range(count + 1, count + 3);
    expect(told?.entries.map(({ seq }) => seq)).toEqual([
      ...range(Math.max(1, count - 97), count),
      ...seqsOfChanges,
      ...range(head - 1, head),
    ]);
    expect(told?.entries.slice(-5)).toMatchObject([
      { seq: count + 1, kind: 'member', what: 'role', user: { id: bob.id }, role: 1 },
      { seq: count + 2, kind: 'room', what: 'topic', room: { topic: 'Tea' } },
      { seq: count + 3, kind: 'message', what: 'pinned', message: { messageId, text: 'edited' } },
      { text: 'after' },
      { text: 'after' },
    ]);
    // What lies before the oldest message of the page comes with the pages before it.
    await Promise.all(
      Array.from({ length: 100 }, (_unused, n) =>
        a.tell('message:send', { roomId, text: 'x', clientMsgId: `later-${String(n).padStart(5, '0')}` }),
      ),
    );
    device.forget();
    expect(await syncOne(device, { roomId, lastSeq: 9_999 })).toMatchObject({
      changeCount: 0,
      messageCount: 100,
    });
  });

  it('repeated, sends the same again and leaves one subscription', async () => {
    const roomId = await roomWith(2);
    const device = await world.people.connect(bob);
    await Promise.all([syncOne(device, { roomId, lastSeq: 0 }), syncOne(device, { roomId, lastSeq: 2 })]);
    expect(seqs(device, roomId)).toEqual([1, 2]);
    const a = await world.people.connect(alice);
    await a.tell('message:send', { roomId, text: 'live', clientMsgId: 'live-00001' });
    await device.untilMessages(roomId, 3);
    await device.settled();
    expect(seqs(device, roomId)).toEqual([1, 2, 3]);
  });

  it('leaves out rooms one is not a member of, and nobody there notices', async () => {
    const roomId = await roomWith(5);
    const mine = await world.people.createRoom(mallory);
    const b = await world.people.connect(bob);
    await syncOne(b, { roomId });
    await b.next('room:roster');
    b.forget();
    const m = await world.people.connect(mallory);
    const { results } = await m.tell('rooms:sync', {
      rooms: [{ roomId, lastSeq: 0 }, { roomId: mine.id }, { roomId: crypto.randomUUID(), lastSeq: 0 }],
    });
    expect(results.map((result) => result.roomId)).toEqual([mine.id]);
    expect(m.messages()).toEqual([]);
    await m.next('room:roster', (roster) => roster.roomId === mine.id);
    expect(m.all('room:roster')).toHaveLength(1);
    await b.settled();
    expect(b.heard).toEqual([]);
  });

  it.each([
    [{ rooms: [] }, 'rooms'],
    [{ rooms: 'all' }, 'rooms'],
    [{ rooms: Array.from({ length: 51 }, () => ({ roomId: crypto.randomUUID() })) }, 'rooms'],
    [{ rooms: [{ roomId: 'x' }] }, 'rooms[0].roomId'],
    [{ rooms: [{ roomId: crypto.randomUUID(), lastSeq: -1 }] }, 'rooms[0].lastSeq'],
    [{ rooms: [{ roomId: crypto.randomUUID(), lastSeq: 1e300 }] }, 'rooms[0].lastSeq'],
    [{ rooms: [{ roomId: crypto.randomUUID(), lastSeenAt: 'yesterday' }] }, 'rooms[0].lastSeenAt'],
  ])('refuses %j naming %s', async (payload, field) => {
    const device = await world.people.connect(bob);
    const ack = await device.askAnything('rooms:sync', payload);
    expect(ack).toMatchObject({ success: false, code: 'VALIDATION', fields: [{ field }] });
  });

  it('delivers in seq order without a gap while others are writing', async () => {
    const roomId = await roomWith(60);
    const writer = await world.people.connect(alice);
    const readers = await Promise.all(range(1, 8).map(() => world.people.connect(bob)));
    const writing = Promise.all(
      range(1, 300).map((n) =>
        writer.tell('message:send', {
          roomId,
          text: String(n),
          clientMsgId: `busy-${String(n).padStart(5, '0')}`,
        }),
      ),
    );
    const followed = Promise.all(
      readers.map(async (reader) => {
        for (let lastSeq = 0, hasMore = true; hasMore;)
          ({ lastSeq, hasMore } = await syncOne(reader, { roomId, lastSeq }));
      }),
    );
    await Promise.all([writing, followed]);
    for (const reader of readers) {
      const heard = await reader.untilMessages(roomId, 360);
      expect(new Set(heard.map(({ seq }) => seq)).size).toBe(360);
    }
  });
});

describe('a sync that needs one page', () => {
  it.each([1, 2, 3])('brings each message once, in order, while others are writing (%p)', async (round) => {
    const roomId = await roomWith(5);
    const writer = await world.people.connect(alice);
    const write = (n: number) =>
      writer.tell('message:send', {
        roomId,
        text: String(n),
        clientMsgId: `once-${String(round)}-${String(n).padStart(4, '0')}`,
      });
    const readers = await Promise.all(range(1, 30).map(() => world.people.connect(bob)));
    await Promise.all(
      range(1, 30).map(async (n) => {
        const reader = readers[n - 1];
        await Promise.all([
          write(3 * n),
          write(3 * n + 1),
          reader && syncOne(reader, { roomId, lastSeq: 0 }),
        ]);
        await write(3 * n + 2);
      }),
    );
    for (const reader of readers) {
      const heard = await reader.untilMessages(roomId, 95);
      await reader.settled();
      expect(heard.map(({ seq }) => seq)).toEqual(range(1, 95));
      expect(reader.messages(roomId)).toHaveLength(95);
    }
  });
});

describe('an id in capitals', () => {
  it('is the same room, for following as for sending', async () => {
    const roomId = await roomWith(2);
    const device = await world.people.connect(bob);
    const capitals = roomId.toUpperCase();
    expect(await syncOne(device, { roomId: capitals, lastSeq: 0 })).toMatchObject({
      roomId,
      messageCount: 2,
    });
    await device.tell('message:send', { roomId: capitals, text: 'loud', clientMsgId: 'capitals-1' });
    expect((await device.untilMessages(roomId, 3)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });
});
