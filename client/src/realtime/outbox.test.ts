import type { AckFailure } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { steadyNow } from '../lib';
import { createMemoryOutbox, stored } from './memory-outbox';
import { createMemoryOutboxStorage } from './outbox-storage';

function failure(changes: Partial<AckFailure>): AckFailure {
  return { success: false, code: 'INTERNAL', retryable: false, error: 'It broke', traceId: 't', ...changes };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('outbox', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shows a message at once and keeps it until its copy has come back', async () => {
    const { server, outbox, items, states } = createMemoryOutbox();
    server.answer('message:send', () => stored(1));
    server.transport.connect();
    outbox.add('r', 'hello');
    expect(states()).toEqual(['queued']);
    await settle();
    expect(states()).toEqual(['sent']);
    outbox.discard(items()[0]?.clientMsgId ?? '');
    expect(items()).toEqual([]);
  });

  it('lets go at the ack when the copy has come before it', async () => {
    const { server, outbox, items } = createMemoryOutbox({ cursor: 7 });
    server.answer('message:send', () => stored(7));
    server.transport.connect();
    outbox.add('r', 'hello');
    await settle();
    expect(items()).toEqual([]);
  });

  it('sends one at a time per room, in the order of writing', async () => {
    const { server, outbox } = createMemoryOutbox();
    const waiting: (() => void)[] = [];
    server.answer('message:send', () => new Promise((resolve) => waiting.push(() => resolve(stored(1)))));
    server.transport.connect();
    outbox.add('r', 'one');
    outbox.add('r', 'two');
    outbox.add('other', 'three');
    await settle();
    expect(
      server
        .sent('message:send')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['one', 'three']);
    waiting.splice(0).forEach((answer) => answer());
    await settle();
    expect(server.sent('message:send').map(({ text }) => text)).toContain('two');
  });

  it('waits for the connection and sends then', async () => {
    const { server, outbox } = createMemoryOutbox();
    server.answer('message:send', () => stored(1));
    outbox.add('r', 'written offline');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sent('message:send')).toEqual([]);
    server.transport.connect();
    await settle();
    expect(server.sent('message:send')).toHaveLength(1);
  });

  it('repeats under the same clientMsgId while no answer comes', async () => {
    const { server, outbox, states } = createMemoryOutbox();
    let attempts = 0;
    server.answer('message:send', () => {
      attempts += 1;
      return attempts < 4 ? undefined : stored(1);
    });
    server.transport.connect();
    outbox.add('r', 'hello');
    await vi.advanceTimersByTimeAsync(20_000);
    const ids = server.sent('message:send').map(({ clientMsgId }) => clientMsgId);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(1);
    expect(states()).toEqual(['sent']);
  });

  it('repeats an error that a retry can help', async () => {
    const { server, outbox, states } = createMemoryOutbox();
    let attempts = 0;
    server.answer('message:send', () => {
      attempts += 1;
      return attempts < 3 ? failure({ code: 'UNAVAILABLE', retryable: true }) : stored(1);
    });
    server.transport.connect();
    outbox.add('r', 'hello');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(states()).toEqual(['sent']);
  });

  it('goes on after a connection that was lost during a pause', async () => {
    const { server, outbox, states } = createMemoryOutbox();
    server.answer('message:send', () => failure({ code: 'UNAVAILABLE', retryable: true }));
    server.transport.connect();
    outbox.add('r', 'hello');
    await vi.advanceTimersByTimeAsync(60_000);
    server.drop();
    await settle();
    server.answer('message:send', () => stored(1));
    server.transport.connect();
    await settle();
    expect(states()).toEqual(['sent']);
  });

  it('keeps a message that failed for good, and sends it again when asked', async () => {
    const { server, outbox, items, states } = createMemoryOutbox();
    server.answer('message:send', () => failure({}));
    server.transport.connect();
    outbox.add('r', 'hello');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states()).toEqual(['failed']);
    expect(server.sent('message:send')).toHaveLength(1);
    server.answer('message:send', () => stored(1));
    outbox.retry(items()[0]?.clientMsgId ?? '');
    await settle();
    expect(states()).toEqual(['sent']);
    const ids = server.sent('message:send').map(({ clientMsgId }) => clientMsgId);
    expect(ids[0]).toBe(ids[1]);
  });

  it('lets the next message pass one that failed', async () => {
    const { server, outbox, states } = createMemoryOutbox();
    server.answer('message:send', ({ text }) => (text === 'bad' ? failure({}) : stored(2)));
    server.transport.connect();
    outbox.add('r', 'bad');
    outbox.add('r', 'good');
    await settle();
    expect(states()).toEqual(['failed', 'sent']);
  });

  it('keeps a muted message with the end of the mute and does not send it by itself', async () => {
    const { server, outbox, items } = createMemoryOutbox();
    server.answer('message:send', () =>
      failure({ code: 'RATE_LIMITED', retryable: true, mutedForMs: 30_000 }),
    );
    server.transport.connect();
    outbox.add('r', 'too much');
    await settle();
    expect(items()[0]?.state).toEqual({ kind: 'muted', forMs: 30_000, until: steadyNow() + 30_000 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sent('message:send')).toHaveLength(1);
  });

  it.each([
    [{ code: 'MUTED', retryable: false, mutedForMs: 30_000 }, { forMs: 30_000 }],
    [
      { code: 'SLOW_MODE', retryable: true, retryAfterMs: 5_000 },
      { forMs: 5_000, isSlow: true },
    ],
  ] as const)('keeps what may be written later, and says when: %j', async (refusal, mute) => {
    const { server, outbox, items } = createMemoryOutbox();
    server.answer('message:send', () => failure(refusal));
    server.transport.connect();
    outbox.add('r', 'too early');
    await settle();
    expect(items()[0]?.state).toEqual({ kind: 'muted', until: steadyNow() + mute.forMs, ...mute });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sent('message:send')).toHaveLength(1);
  });

  it('sends behind what an earlier page wrote, also when the clock was set back since', async () => {
    const storage = createMemoryOutboxStorage();
    const early = { clientMsgId: 'early-00001', roomId: 'r', text: 'early', order: Date.now() + 3_600_000 };
    await storage.put({ ...early, state: { kind: 'queued' } });
    const { server, outbox } = createMemoryOutbox({ storage });
    server.answer('message:send', () => stored(1));
    await outbox.reload();
    outbox.add('r', 'late');
    await settle();
    server.transport.connect();
    await settle();
    expect(server.sent('message:send').map(({ text }) => text)).toEqual(['early', 'late']);
  });

  it('remembers of a refusal its code, not the words', async () => {
    const { server, outbox, items } = createMemoryOutbox();
    server.answer('message:send', () => failure({ code: 'ROOM_NOT_FOUND', error: 'for developers' }));
    server.transport.connect();
    outbox.add('r', 'hello');
    await settle();
    expect(items()[0]?.state).toEqual({ kind: 'failed', code: 'ROOM_NOT_FOUND' });
  });

  it('does not lose what is written while it reads what was left', async () => {
    const { server, outbox, states } = createMemoryOutbox();
    server.answer('message:send', () => stored(1));
    const reading = outbox.reload();
    outbox.add('r', 'hello');
    await reading;
    expect(states()).toEqual(['queued']);
    server.transport.connect();
    await settle();
    expect(states()).toEqual(['sent']);
  });

  it('sends even when the browser keeps nothing', async () => {
    const broken = () => Promise.reject(new Error('forbidden'));
    const storage = { ...createMemoryOutboxStorage(), all: broken, put: broken, remove: broken };
    const { server, outbox, states } = createMemoryOutbox({ storage });
    server.answer('message:send', () => stored(1));
    server.transport.connect();
    outbox.add('r', 'one');
    outbox.add('r', 'two');
    await settle();
    expect(server.sent('message:send').map(({ text }) => text)).toEqual(['one', 'two']);
    expect(states()).toEqual(['sent', 'sent']);
  });

  it('does not bring back what was thrown away while it was under way', async () => {
    const { server, outbox, items, storage } = createMemoryOutbox();
    let answer: (() => void) | undefined;
    server.answer('message:send', () => new Promise((resolve) => (answer = () => resolve(failure({})))));
    server.transport.connect();
    const { clientMsgId } = outbox.add('r', 'hello');
    await settle();
    outbox.discard(clientMsgId);
    answer?.();
    await settle();
    expect(items()).toEqual([]);
    expect(await storage.all()).toEqual([]);
  });
});
