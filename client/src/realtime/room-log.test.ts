import type { LogEntry, MessageChange, RoomSyncResult } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alice, messageAt } from '../testing';
import { createMemoryTransport, ok } from './memory-transport';
import { createMemoryOutboxStorage } from './outbox-storage';
import type { Delivery } from './delivery';
import { createRealtime } from './realtime';

/** Alice's page in room `r`, which she has up to 3. */
function setUp(result: Partial<RoomSyncResult> = {}) {
  const server = createMemoryTransport();
  const missed: LogEntry[] = [];
  server.answer('rooms:sync', ({ rooms: [asked] }) => {
    if (missed.length > 0) hear(...missed.splice(0));
    const lastSeq = asked?.lastSeq ?? 3;
    const nothing = { roomId: 'r', synced: true, messageCount: 0, changeCount: 0, hasMore: false };
    return ok({ results: [{ ...nothing, lastSeq, headSeq: lastSeq, epoch: 'one', ...result }] });
  });
  server.answer('presence:ping', () => ok({ heads: {} }));
  const realtime = createRealtime({
    transport: server.transport,
    storage: createMemoryOutboxStorage(),
    userId: alice.id,
  });
  const deliveries: Delivery[] = [];
  realtime.listen((event) => {
    if (event.kind === 'delivery') deliveries.push(event.delivery);
  });
  const hear = (...entries: LogEntry[]) =>
    server.say({ event: 'room:log', payload: { roomId: 'r', entries } });
  const start = async (epoch?: string) => {
    realtime.follow([{ roomId: 'r', cursor: 3, epoch }]);
    realtime.start();
    await vi.advanceTimersByTimeAsync(0);
  };
  const asked = () => server.sent('rooms:sync').map(({ rooms }) => rooms[0]);
  return { server, missed, hear, start, deliveries, asked };
}

const edited = (seq: number, target: number): MessageChange => ({
  seq,
  kind: 'message',
  what: 'edited',
  at: '',
  message: messageAt(target, { rev: seq, text: 'after' }),
});

describe('the log of a room', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('brings messages and changes in the order of their seq', async () => {
    const { hear, start, deliveries } = setUp();
    await start('one');
    hear(edited(5, 2), messageAt(4));
    expect(deliveries).toMatchObject([
      { messages: [{ seq: 4 }], changes: [{ seq: 5 }], from: 3, cursor: 5, isReset: false },
    ]);
  });

  it('goes on over a kind that this client does not know', async () => {
    const { hear, start, deliveries } = setUp();
    await start('one');
    hear({ seq: 4, kind: 'weather' } as unknown as LogEntry);
    hear(messageAt(5));
    expect(deliveries.map(({ cursor, changes }) => [cursor, changes])).toEqual([
      [4, []],
      [5, []],
    ]);
  });

  it('names with its cursor the life of the database that it was heard in', async () => {
    const { server, start, deliveries, asked } = setUp();
    await start();
    expect(deliveries).toMatchObject([{ cursor: 3, epoch: 'one' }]);
    server.drop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked()).toEqual([
      { roomId: 'r', lastSeq: 3, epoch: undefined },
      { roomId: 'r', lastSeq: 3, epoch: 'one' },
    ]);
  });

  it('begins anew where another database answers', async () => {
    const reset = { reset: true, messageCount: 1, lastSeq: 2, headSeq: 2, epoch: 'two' };
    const { missed, start, deliveries, asked, server } = setUp(reset);
    missed.push(messageAt(2));
    await start('one');
    expect(deliveries).toMatchObject([{ messages: [{ seq: 2 }], cursor: 2, epoch: 'two', isReset: true }]);
    server.drop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked()[1]).toEqual({ roomId: 'r', lastSeq: 2, epoch: 'two' });
  });

  it('is asked for again when a change that was told of has not come', async () => {
    const told = { changeCount: 1, lastSeq: 4, headSeq: 4 };
    const { missed, start, deliveries, asked } = setUp(told);
    await start('one');
    expect(deliveries).toEqual([]);
    missed.push(edited(4, 1));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked().map((room) => room?.lastSeq)).toEqual([3, 3]);
    expect(deliveries).toMatchObject([{ changes: [{ seq: 4 }], cursor: 4 }]);
  });

  it('may be one of messages only, from a server of before', async () => {
    const { server, start, deliveries } = setUp({
      changeCount: undefined as unknown as number,
      epoch: undefined,
    });
    await start();
    server.say({ event: 'message:batch', payload: { roomId: 'r', messages: [messageAt(4)] } });
    server.say({ event: 'message:new', payload: messageAt(5) });
    expect(deliveries.flatMap(({ messages }) => messages.map(({ seq }) => seq))).toEqual([4, 5]);
  });
});
