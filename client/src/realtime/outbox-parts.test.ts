import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryOutbox, stored } from './memory-outbox';
import { isSend } from './outbox-item';
import { createMemoryOutboxStorage } from './outbox-storage';

const PARTS = Array.from({ length: 9 }, (_, index) => `part ${index}`);

/** A server that mutes for half a minute whoever sends more than so many messages in ten seconds. */
function strictServer({ messages }: { messages: number }) {
  const world = createMemoryOutbox();
  let times: number[] = [];
  let mutedUntil = 0;
  let refused = 0;
  let seq = 0;
  const taken: string[] = [];
  world.server.answer('message:send', ({ text }) => {
    const now = Date.now();
    times = times.filter((time) => now - time < 10_000);
    if (now >= mutedUntil && times.length >= messages) mutedUntil = now + 30_000;
    if (now < mutedUntil) {
      refused += 1;
      return {
        success: false,
        code: 'RATE_LIMITED',
        retryable: true,
        error: 'Too many',
        traceId: 't',
        mutedUntil: new Date(mutedUntil).toISOString(),
        mutedForMs: mutedUntil - now,
      };
    }
    times.push(now);
    taken.push(text);
    return stored((seq += 1));
  });
  world.server.transport.connect();
  return { ...world, taken, refused: () => refused };
}

describe('the parts of a long text', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('go out in order, slowly enough for a server as it comes', async () => {
    const { outbox, taken, refused } = strictServer({ messages: 5 });
    outbox.addParts('r', PARTS);
    await vi.advanceTimersByTimeAsync(0);
    expect(taken).toEqual(PARTS.slice(0, 4));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(taken).toEqual(PARTS);
    expect(refused()).toBe(0);
  });

  it('answer with the first of them what the whole text answers', async () => {
    const { outbox, items } = strictServer({ messages: 10 });
    const replyTo = { id: 'm-7', text: 'Why?', sender: { id: 'bob', username: 'bob' }, rev: 7 };
    outbox.addParts('r', ['one', 'two', 'three'], { replyTo });
    await vi.advanceTimersByTimeAsync(0);
    expect(items().map((item) => isSend(item) && item.replyTo)).toEqual([replyTo, undefined, undefined]);
  });

  it('have with the first of them the files, which go with one message only', async () => {
    const { outbox, items } = strictServer({ messages: 10 });
    const files = [{ id: 'f-1', name: 'plan.pdf', size: 9, type: 'application/pdf' }];
    outbox.addParts('r', ['one', 'two', 'three'], { files });
    await vi.advanceTimersByTimeAsync(0);
    expect(items().map((item) => isSend(item) && item.files)).toEqual([files, undefined, undefined]);
  });

  it('wait for the end of a mute by themselves, in order, and never twice', async () => {
    const { outbox, taken, refused, states, mutes } = strictServer({ messages: 2 });
    outbox.addParts('r', PARTS.slice(0, 5));
    await vi.advanceTimersByTimeAsync(0);
    expect(states()).toEqual(['sent', 'sent', 'queued', 'queued', 'queued']);
    // The first pause is a chance from nothing on: it may have been asked again already.
    expect(mutes[0]).toEqual({ roomId: 'r', forMs: 30_000 });
    await vi.advanceTimersByTimeAsync(300_000);
    expect(taken).toEqual(PARTS.slice(0, 5));
    expect(refused()).toBeGreaterThan(0);
  });

  it('count what came from another tab', async () => {
    const { outbox, taken } = strictServer({ messages: 5 });
    for (const key of ['a', 'b', 'c']) outbox.arrived('r', key);
    outbox.arrived('other', 'd');
    outbox.addParts('r', PARTS.slice(0, 3));
    await vi.advanceTimersByTimeAsync(0);
    expect(taken).toEqual(PARTS.slice(0, 1));
  });

  it('go on after a reload', async () => {
    const storage = createMemoryOutboxStorage();
    const before = createMemoryOutbox({ storage });
    before.outbox.addParts('r', PARTS.slice(0, 2));
    await vi.advanceTimersByTimeAsync(0);
    before.outbox.stop();
    expect(await storage.all()).toMatchObject([{ isPart: true }, { isPart: true }]);
  });

  it('let a message that was written later wait its turn', async () => {
    const { outbox, taken } = strictServer({ messages: 5 });
    outbox.addParts('r', PARTS.slice(0, 6));
    outbox.add('r', 'after them');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(taken).toEqual([...PARTS.slice(0, 6), 'after them']);
  });
});
