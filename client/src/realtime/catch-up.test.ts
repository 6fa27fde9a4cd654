import type { RoomSyncResult } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messageAt } from '../testing';
import { createCatchUp } from './catch-up';
import { createMemoryTransport, ok } from './memory-transport';
import type { Delivery, RoomPosition } from './delivery';

function setUp() {
  const server = createMemoryTransport();
  const deliveries: Delivery[] = [];
  const refused: string[] = [];
  const catchUp = createCatchUp({
    transport: server.transport,
    onDelivery: (delivery) => deliveries.push(delivery),
    onRefused: (roomId) => refused.push(roomId),
    onMine: () => undefined,
  });
  server.transport.listen((event) => {
    if (event.kind === 'connected') catchUp.connected();
    if (event.kind === 'disconnected') catchUp.disconnected();
    if (event.kind === 'notice' && event.notice.event === 'message:batch') {
      catchUp.take(event.notice.payload.roomId, event.notice.payload.messages);
    }
  });
  const live = (...seqs: number[]) =>
    server.say({
      event: 'message:batch',
      payload: { roomId: 'r', messages: seqs.map((seq) => messageAt(seq)) },
    });
  const start = (...rooms: RoomPosition[]) => {
    catchUp.follow(rooms);
    server.transport.connect();
    return settle();
  };
  const shown = () => deliveries.flatMap((delivery) => delivery.messages.map((message) => message.seq));
  return { server, catchUp, deliveries, refused, live, start, shown };
}

function result(changes: Partial<RoomSyncResult> = {}): RoomSyncResult {
  return {
    roomId: 'r',
    synced: true,
    messageCount: 0,
    changeCount: 0,
    lastSeq: 0,
    headSeq: 0,
    hasMore: false,
    ...changes,
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('catch-up', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks from its cursor when the connection comes, and again after each loss', async () => {
    const { server, live, start } = setUp();
    server.answer('rooms:sync', ({ rooms }) =>
      ok({ results: [result({ lastSeq: rooms[0]?.lastSeq ?? 0 })] }),
    );
    await start({ roomId: 'r', cursor: 4 });
    live(5, 6);
    server.drop();
    server.transport.connect();
    await settle();
    expect(server.sent('rooms:sync').map(({ rooms }) => rooms)).toEqual([
      [{ roomId: 'r', lastSeq: 4 }],
      [{ roomId: 'r', lastSeq: 6 }],
    ]);
  });

  it('only subscribes to a room without a cursor and takes the head as its cursor', async () => {
    const { server, catchUp, live, start, shown } = setUp();
    server.answer('rooms:sync', () => ok({ results: [result({ lastSeq: 41, headSeq: 41 })] }));
    await start({ roomId: 'r' });
    expect(server.sent('rooms:sync')[0]?.rooms).toEqual([{ roomId: 'r', lastSeq: undefined }]);
    expect(catchUp.cursorOf('r')).toBe(41);
    live(42);
    expect(shown()).toEqual([42]);
  });

  it('asks again when the answer has come and what it tells of has not', async () => {
    const { server, catchUp, live, start, shown } = setUp();
    let asked = 0;
    server.answer('rooms:sync', ({ rooms }) => {
      asked += 1;
      // The first time the packets with the messages are lost, the second time all but one.
      if (asked === 2) live(5);
      if (asked === 3) live(6, 7);
      const messageCount = 7 - (rooms[0]?.lastSeq ?? 0);
      return ok({ results: [result({ messageCount, lastSeq: 7, headSeq: 7 })] });
    });
    await start({ roomId: 'r', cursor: 4 });
    expect(shown()).toEqual([]);
    expect(catchUp.cursorOf('r')).toBe(4);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown()).toEqual([5, 6, 7]);
    expect(server.sent('rooms:sync').map(({ rooms }) => rooms[0]?.lastSeq)).toEqual([4, 4, 5]);
    expect(catchUp.cursorOf('r')).toBe(7);
  });

  it('follows hasMore to the end', async () => {
    const { server, live, start, shown } = setUp();
    server.answer('rooms:sync', ({ rooms }) => {
      const from = rooms[0]?.lastSeq ?? 0;
      live(from + 1, from + 2);
      return ok({ results: [result({ lastSeq: from + 2, headSeq: 6, hasMore: from + 2 < 6 })] });
    });
    await start({ roomId: 'r', cursor: 0 });
    expect(shown()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(server.sent('rooms:sync')).toHaveLength(3);
  });

  it('waits half a second at a hole and then asks for what is missing', async () => {
    const { server, live, start, shown } = setUp();
    let headSeq = 3;
    server.answer('rooms:sync', ({ rooms }) => {
      if (rooms[0]?.lastSeq === 3 && headSeq === 5) live(4);
      return ok({ results: [result({ lastSeq: headSeq, headSeq })] });
    });
    await start({ roomId: 'r', cursor: 3 });
    headSeq = 5;
    live(5);
    await vi.advanceTimersByTimeAsync(499);
    expect(shown()).toEqual([]);
    expect(server.sent('rooms:sync')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(shown()).toEqual([4, 5]);
    expect(server.sent('rooms:sync')).toHaveLength(2);
  });

  it('does not ask when the hole closes by itself', async () => {
    const { server, live, start, shown } = setUp();
    server.answer('rooms:sync', () => ok({ results: [result({ lastSeq: 3 })] }));
    await start({ roomId: 'r', cursor: 3 });
    live(5);
    live(4);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(shown()).toEqual([4, 5]);
    expect(server.sent('rooms:sync')).toHaveLength(1);
  });

  it('moves over a hole that holds nothing', async () => {
    const { server, catchUp, live, start, shown } = setUp();
    let lastSeq = 3;
    server.answer('rooms:sync', () => ok({ results: [result({ lastSeq, headSeq: lastSeq })] }));
    await start({ roomId: 'r', cursor: 3 });
    lastSeq = 6;
    live(6);
    await vi.advanceTimersByTimeAsync(500);
    expect(shown()).toEqual([6]);
    expect(catchUp.cursorOf('r')).toBe(6);
  });

  it('finds a lost tail through a head it is told', async () => {
    const { server, catchUp, live, start, shown } = setUp();
    let lastSeq = 3;
    server.answer('rooms:sync', () => {
      if (lastSeq === 5) live(4, 5);
      return ok({ results: [result({ lastSeq, headSeq: lastSeq })] });
    });
    await start({ roomId: 'r', cursor: 3 });
    lastSeq = 5;
    catchUp.observeHead('r', 5);
    await vi.advanceTimersByTimeAsync(500);
    expect(shown()).toEqual([4, 5]);
  });

  it('does not ask for ever about a head that no sync can reach', async () => {
    const { server, catchUp, start } = setUp();
    server.answer('rooms:sync', () => ok({ results: [result({ lastSeq: 3, headSeq: 9 })] }));
    await start({ roomId: 'r', cursor: 3 });
    catchUp.observeHead('r', 9);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sent('rooms:sync')).toHaveLength(2);
  });

  it('drops what it has when the server resets the room', async () => {
    const { server, catchUp, deliveries, live, start } = setUp();
    server.answer('rooms:sync', () => {
      live(1, 2);
      return ok({ results: [result({ lastSeq: 2, headSeq: 2, reset: true })] });
    });
    await start({ roomId: 'r', cursor: 90 });
    const last = deliveries.at(-1);
    expect(last?.isReset).toBe(true);
    expect(last?.messages.map((message) => message.seq)).toEqual([1, 2]);
    expect(catchUp.cursorOf('r')).toBe(2);
  });

  it('asks in chunks of fifty rooms', async () => {
    const { server, start } = setUp();
    server.answer('rooms:sync', ({ rooms }) =>
      ok({ results: rooms.map(({ roomId }) => result({ roomId })) }),
    );
    await start(...Array.from({ length: 120 }, (_, index) => ({ roomId: `r${index}`, cursor: 0 })));
    expect(server.sent('rooms:sync').map(({ rooms }) => rooms.length)).toEqual([50, 50, 20]);
  });

  it('tries again after a sync that failed', async () => {
    const { server, catchUp, live, shown } = setUp();
    let attempts = 0;
    server.answer('rooms:sync', () => {
      attempts += 1;
      if (attempts < 3)
        return { success: false, code: 'UNAVAILABLE', retryable: true, error: '', traceId: '' };
      live(1);
      return ok({ results: [result({ lastSeq: 1 })] });
    });
    catchUp.follow([{ roomId: 'r', cursor: 0 }]);
    server.transport.connect();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(shown()).toEqual([1]);
  });

  it('keeps the page that was loaded while it subscribed, and asks for what came in between', async () => {
    const { server, catchUp, live, start, shown } = setUp();
    let asked = 0;
    server.answer('rooms:sync', ({ rooms }) => {
      asked += 1;
      if (asked === 1) catchUp.seed('r', 10);
      else if (rooms[0]?.lastSeq === 10) live(11, 12);
      return ok({ results: [result({ lastSeq: 12, headSeq: 12 })] });
    });
    await start({ roomId: 'r' });
    expect(shown()).toEqual([11, 12]);
    expect(catchUp.cursorOf('r')).toBe(12);
  });

  it('says which room it may not follow', async () => {
    const { server, refused, start } = setUp();
    server.answer('rooms:sync', () => ok({ results: [] }));
    await start({ roomId: 'r', cursor: 1 });
    expect(refused).toEqual(['r']);
  });

  it('does not show messages of a room it no longer follows', async () => {
    const { server, catchUp, live, start, shown } = setUp();
    server.answer('rooms:sync', () => ok({ results: [result({ lastSeq: 1 })] }));
    await start({ roomId: 'r', cursor: 1 });
    catchUp.unfollow('r');
    live(2);
    expect(shown()).toEqual([]);
  });
});
