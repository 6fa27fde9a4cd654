import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alice, messageAt } from '../testing';
import { createMemoryTransport, ok } from './memory-transport';
import { createMemoryOutboxStorage } from './outbox-storage';
import { createRealtime, type RealtimeEvent } from './realtime';

function setUp() {
  const server = createMemoryTransport();
  server.answer('rooms:sync', ({ rooms }) =>
    ok({
      results: rooms.map(({ roomId, lastSeq = 0 }) => ({
        roomId,
        synced: true,
        messageCount: 0,
        changeCount: 0,
        lastSeq,
        headSeq: lastSeq,
        hasMore: false,
      })),
    }),
  );
  server.answer('presence:ping', () => ok({ heads: {} }));
  server.answer('typing:update', () => ok({}));
  const realtime = createRealtime({
    transport: server.transport,
    storage: createMemoryOutboxStorage(),
    userId: alice.id,
  });
  const events: RealtimeEvent[] = [];
  realtime.listen((event) => events.push(event));
  const outbox = () => events.findLast((event) => event.kind === 'outbox')?.items ?? [];
  return { server, realtime, events, outbox };
}

describe('realtime', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('subscribes before it sends what waited', async () => {
    const { server, realtime } = setUp();
    const order: string[] = [];
    const sync = server.sent;
    server.answer('message:send', () => {
      order.push(`send after ${sync('rooms:sync').length} sync`);
      return ok({ messageId: 'm', seq: 1, createdAt: '' });
    });
    realtime.follow([{ roomId: 'r', cursor: 0 }]);
    realtime.send('r', 'hello');
    realtime.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['send after 1 sync']);
  });

  it('matches my own message with its copy by clientMsgId, even when the copy comes before the ack', async () => {
    const { server, realtime, outbox } = setUp();
    server.answer('message:send', ({ clientMsgId }) => {
      server.say({
        event: 'message:batch',
        payload: { roomId: 'r', messages: [messageAt(1, { sender: alice, clientMsgId })] },
      });
      return ok({ messageId: 'm-1', seq: 1, createdAt: '' });
    });
    realtime.follow([{ roomId: 'r', cursor: 0 }]);
    realtime.start();
    realtime.send('r', 'hello');
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox()).toEqual([]);
  });

  it("does not take another author's message for mine", async () => {
    const { server, realtime, outbox } = setUp();
    server.answer('message:send', ({ clientMsgId }) => {
      server.say({
        event: 'message:batch',
        payload: { roomId: 'r', messages: [messageAt(1, { clientMsgId })] },
      });
      return ok({ messageId: 'm-2', seq: 2, createdAt: '' });
    });
    realtime.follow([{ roomId: 'r', cursor: 0 }]);
    realtime.start();
    realtime.send('r', 'hello');
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox().map((item) => item.state.kind)).toEqual(['sent']);
  });

  it('says that I type at most every two seconds, and that I stopped', async () => {
    const { server, realtime } = setUp();
    realtime.start();
    for (let key = 0; key < 10; key += 1) {
      realtime.typing.keystroke('r');
      await vi.advanceTimersByTimeAsync(300);
    }
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.sent('typing:update').map(({ isTyping }) => isTyping)).toEqual([true, true, false]);
  });

  it('tells the server once up to where I have read, and again after it could not', async () => {
    const { server, realtime } = setUp();
    server.answer('room:read', ({ seq }) => ok({ lastReadSeq: seq, unread: 0 }));
    realtime.start();
    for (const seq of [1, 2, 3, 2]) realtime.markRead('r', seq);
    await vi.advanceTimersByTimeAsync(1_000);
    server.drop();
    realtime.markRead('r', 4);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.sent('room:read')).toEqual([
      { roomId: 'r', seq: 3 },
      { roomId: 'r', seq: 4 },
    ]);
  });

  it('tells where I went back before what I read after that, also when it could not be told at once', async () => {
    const { server, realtime } = setUp();
    server.answer('room:read', ({ seq }) => ok({ lastReadSeq: seq, unread: 0 }));
    server.answer('room:unread', ({ seq }) => ok({ lastReadSeq: seq - 1, unread: 0, version: 1 }));
    realtime.start();
    await vi.advanceTimersByTimeAsync(1_000);
    server.drop();
    realtime.markRead('r', 9);
    realtime.goBack('r', 4, 1);
    realtime.markRead('r', 6, 1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.sent('room:unread')).toEqual([{ roomId: 'r', seq: 4, version: 1 }]);
    expect(server.sent('room:read')).toEqual([{ roomId: 'r', seq: 6, version: 1 }]);
  });

  it('tells that threads were read also where somebody has gone back since', async () => {
    const { server, realtime } = setUp();
    server.answer('room:read', ({ seq }) => ok({ lastReadSeq: seq, unread: 0 }));
    server.answer('room:unread', ({ seq }) => ok({ lastReadSeq: seq - 1, unread: 0, version: 1 }));
    realtime.markRead('r', 9, 0, 'all');
    realtime.goBack('r', 4, 1);
    realtime.markRead('r', 6, 1);
    realtime.start();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.sent('room:read')).toEqual([
      { roomId: 'r', seq: 9, threads: true },
      { roomId: 'r', seq: 6, version: 1 },
    ]);
  });

  it('tells again what a busy server could not take, while the connection lasts', async () => {
    const { server, realtime } = setUp();
    let isBusy = true;
    server.answer('room:read', ({ seq }) =>
      isBusy
        ? { success: false, code: 'UNAVAILABLE', retryable: true, error: '', traceId: '' }
        : ok({ lastReadSeq: seq, unread: 0 }),
    );
    realtime.start();
    realtime.markRead('r', 3);
    await vi.advanceTimersByTimeAsync(400);
    const before = server.sent('room:read').length;
    isBusy = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sent('room:read').length).toBeGreaterThan(before);
    const told = server.sent('room:read').length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sent('room:read')).toHaveLength(told);
  });

  it('tells of many rooms at once', async () => {
    const { server, realtime } = setUp();
    server.answer('rooms:read', () => ok({ rooms: [] }));
    realtime.start();
    realtime.markRead('r', 3);
    realtime.markRead('s', 5, 2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.sent('rooms:read')).toEqual([
      {
        rooms: [
          { roomId: 'r', seq: 3 },
          { roomId: 's', seq: 5, version: 2 },
        ],
      },
    ]);
    expect(server.sent('room:read')).toEqual([]);
  });

  it('tells the server every fifteen seconds which room is open', async () => {
    const { server, realtime } = setUp();
    realtime.look('r');
    realtime.start();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.sent('presence:ping')).toEqual([{ roomId: 'r' }, { roomId: 'r' }, { roomId: 'r' }]);
  });

  it('tells at once that nobody is before the device, and again with each connection', async () => {
    const { server, realtime } = setUp();
    realtime.look('r');
    realtime.start();
    await vi.advanceTimersByTimeAsync(1_000);
    realtime.beIdle(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(server.sent('presence:ping').at(-1)).toEqual({ roomId: 'r', isIdle: true });
    const before = server.sent('presence:ping').length;
    server.drop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.sent('presence:ping').length).toBeGreaterThan(before);
    expect(server.sent('presence:ping').at(-1)).toEqual({ roomId: 'r', isIdle: true });
    realtime.beIdle(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(server.sent('presence:ping').at(-1)).toEqual({ roomId: 'r', isIdle: false });
  });
});
