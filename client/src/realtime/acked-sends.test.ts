import type { LogEntry, Message, MessageChange, RoomSyncResult } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alice, messageAt } from '../testing';
import { createMemoryTransport, ok } from './memory-transport';
import { createMemoryOutboxStorage } from './outbox-storage';
import { createRealtime } from './realtime';

/** Alice's page in room `r`, whose server stores what it is sent from seq 1 on, until its database is replaced. */
function setUp() {
  const server = createMemoryTransport();
  let log: Message[] = [];
  let epoch = 'one';
  server.answer('rooms:sync', ({ rooms: [asked] }) => {
    const isReset = asked?.epoch !== undefined && asked.epoch !== epoch;
    const told = isReset ? log : log.filter(({ seq }) => seq > (asked?.lastSeq ?? 0));
    if (told.length > 0) hear(...told);
    const result: RoomSyncResult = {
      ...{ roomId: 'r', synced: true, messageCount: told.length, changeCount: 0, hasMore: false, epoch },
      ...{ lastSeq: log.length, headSeq: log.length, ...(isReset && { reset: true }) },
    };
    return ok({ results: [result] });
  });
  server.answer('presence:ping', () => ok({ heads: {} }));
  server.answer('typing:update', () => ok({}));
  server.answer('message:send', ({ text, clientMsgId }) => {
    const known = log.find((message) => message.clientMsgId === clientMsgId);
    const seq = log.length + 1;
    const message =
      known ?? messageAt(seq, { sender: alice, text, clientMsgId, messageId: `${epoch}-${String(seq)}` });
    if (!known) log.push(message);
    if (!known) hear(message);
    return ok({ messageId: message.messageId, seq: message.seq, createdAt: '' });
  });
  const hear = (...entries: LogEntry[]) =>
    server.say({ event: 'room:log', payload: { roomId: 'r', entries } });
  const realtime = createRealtime({
    transport: server.transport,
    storage: createMemoryOutboxStorage(),
    userId: alice.id,
  });
  const say = async (text: string) => {
    realtime.send('r', text);
    await vi.advanceTimersByTimeAsync(0);
  };
  return {
    server,
    say,
    hear,
    texts: () => log.map(({ text }) => text),
    last: () => log.at(-1) as Message,
    start: async () => {
      realtime.follow([{ roomId: 'r', cursor: 0 }]);
      realtime.start();
      await vi.advanceTimersByTimeAsync(0);
    },
    /** A copy that has only the first `count` takes the place of the database; somebody else was first to write to it. */
    replace: async (count: number) => {
      log = [...log.slice(0, count), messageAt(count + 1, { text: 'from bob' })];
      epoch = 'two';
      server.drop();
      await vi.advanceTimersByTimeAsync(30_000);
    },
  };
}

const changed = (message: Message, state: Partial<Message>): MessageChange => ({
  ...{ seq: message.seq + 1, kind: 'message', what: 'edited', at: '' },
  message: { ...message, rev: message.seq + 1, ...state },
});

describe('what was acknowledged, when another copy takes the place of the database', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('S281 is offered again in its order, and what the copy has is there once', async () => {
    const { start, say, texts, replace } = setUp();
    await start();
    for (const text of ['one', 'two', 'three']) await say(text);
    await replace(1);
    expect(texts()).toEqual(['one', 'from bob', 'two', 'three']);
  });

  it('is not offered again to the same database, however often the connection is lost', async () => {
    const { server, start, say } = setUp();
    await start();
    await say('one');
    server.drop();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.sent('message:send')).toHaveLength(1);
  });

  it('goes with its last text, and not at all where it was deleted', async () => {
    const { start, say, hear, last, texts, replace } = setUp();
    await start();
    await say('one');
    await say('two');
    hear(changed(last(), { text: 'two, better' }));
    await replace(0);
    expect(texts()).toEqual(['from bob', 'one', 'two, better']);

    const other = setUp();
    await other.start();
    await other.say('one');
    other.hear(changed(other.last(), { text: '', deleted: { by: alice, at: '' } }));
    await other.replace(0);
    expect(other.texts()).toEqual(['from bob']);
  });

  it('is kept for ten minutes', async () => {
    const { start, say, texts, replace } = setUp();
    await start();
    await say('long ago');
    await vi.advanceTimersByTimeAsync(6 * 60_000);
    await say('just now');
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    await replace(0);
    expect(texts()).toEqual(['from bob', 'just now']);
  });
});
