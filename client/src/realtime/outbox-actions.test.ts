import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messageAt } from '../testing';
import { createTakingOutbox, refusal } from './memory-outbox';
import { ok } from './memory-transport';
import { createMemoryOutboxStorage } from './outbox-storage';

const settle = () => vi.advanceTimersByTimeAsync(0);
const message = messageAt(7, { text: 'before' });

describe('what is done to a message', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes out in its order with what is written, and stays until it has come back', async () => {
    const { server, outbox, items } = createTakingOutbox();
    outbox.add('r', 'hello');
    outbox.react(message, { emoji: '👍', on: true });
    outbox.edit(message, 'after');
    server.transport.connect();
    await settle();
    expect(server.sent('message:edit')).toEqual([{ roomId: 'r', messageId: 'm-7', text: 'after', rev: 7 }]);
    expect(items().map(({ state }) => state)).toMatchObject(
      [101, 102, 103].map((seq) => ({ kind: 'sent', seq })),
    );
    outbox.reached('r', 102);
    expect(items().map(({ kind }) => kind)).toEqual(['edit']);
    outbox.reached('r', 103);
    expect(items()).toEqual([]);
  });

  it('is pinned as it was wanted last, and brought elsewhere under one key', async () => {
    const { server, outbox } = createTakingOutbox();
    const forwarded = { sender: message.sender, at: message.createdAt };
    outbox.pin(message, true);
    outbox.pin(message, false);
    const { clientMsgId } = outbox.add('other', message.text, { forwardOf: 'm-7', forwarded });
    outbox.editUnsent(clientMsgId, 'another text');
    server.transport.connect();
    await settle();
    expect(server.sent('message:pin')).toEqual([{ roomId: 'r', messageId: 'm-7', on: false }]);
    expect(server.sent('message:send')).toEqual([]);
    expect(server.sent('message:forward')).toEqual([{ messageId: 'm-7', roomId: 'other', clientMsgId }]);
    expect(server.sent('message:edit')).toMatchObject([{ roomId: 'other', text: 'another text' }]);
  });

  it('is no longer brought from elsewhere with another text, when it was refused', async () => {
    const { server, outbox, items } = createTakingOutbox();
    const forwarded = { sender: message.sender, at: message.createdAt };
    server.answer('message:forward', () => refusal({ code: 'FORBIDDEN' }));
    server.transport.connect();
    const { clientMsgId } = outbox.add('other', message.text, { forwardOf: 'm-7', forwarded });
    await settle();
    expect(items()).toMatchObject([{ state: { kind: 'failed', code: 'FORBIDDEN' } }]);
    outbox.editUnsent(clientMsgId, 'in my words');
    await settle();
    expect(server.sent('message:send').map(({ text }) => text)).toEqual(['in my words']);
  });

  it('is repeated until it is answered', async () => {
    const { server, outbox, states } = createTakingOutbox();
    let attempts = 0;
    server.answer('message:react', () => ((attempts += 1) < 3 ? undefined : ok({ seq: 9 })));
    server.transport.connect();
    outbox.react(message, { emoji: '👍', on: true });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(attempts).toBe(3);
    expect(states()).toEqual(['sent']);
  });

  it('survives a reload, beside what an earlier version has left', async () => {
    const storage = createMemoryOutboxStorage();
    const old = { clientMsgId: 'old-00001', roomId: 'r', text: 'of before', order: 1 };
    await storage.put({ ...old, state: { kind: 'queued' } });
    const before = createTakingOutbox({ storage });
    await before.outbox.reload();
    before.outbox.edit(message, 'after');
    before.outbox.remove(messageAt(8));
    await settle();
    before.outbox.stop();
    const after = createTakingOutbox({ storage });
    await after.outbox.reload();
    after.server.transport.connect();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(after.server.sent('message:send').map(({ text }) => text)).toEqual(['of before']);
    expect(after.server.sent('message:edit')).toHaveLength(1);
    expect(after.server.sent('message:delete')).toHaveLength(1);
    expect(await storage.all()).toEqual([]);
  });

  it('is the last state of a reaction, whatever its tone was', async () => {
    const { server, outbox } = createTakingOutbox();
    outbox.react(message, { emoji: '👍', on: true });
    outbox.react(message, { emoji: '👍🏽', on: false });
    outbox.react(message, { emoji: '🎉', on: true });
    server.transport.connect();
    await settle();
    expect(server.sent('message:react').map(({ emoji, on }) => [emoji, on])).toEqual([
      ['👍🏽', false],
      ['🎉', true],
    ]);
  });

  it('is gone at once when a reaction was so already', async () => {
    const { server, outbox, items } = createTakingOutbox();
    server.answer('message:react', () => ok({}));
    server.transport.connect();
    outbox.react(message, { emoji: '👍', on: true });
    await settle();
    expect(items()).toEqual([]);
  });

  it.each(['EDIT_WINDOW_OVER', 'MESSAGE_DELETED', 'FORBIDDEN', 'LIMIT_REACHED'] as const)(
    'stays with its text when it is refused with %s',
    async (code) => {
      const { server, outbox, items, storage } = createTakingOutbox();
      server.answer('message:edit', () => refusal({ code }));
      server.transport.connect();
      outbox.edit(message, 'my work');
      await settle();
      const failed = [{ kind: 'edit', text: 'my work', state: { kind: 'failed', code } }];
      expect(items()).toMatchObject(failed);
      expect(await storage.all()).toMatchObject(failed);
      outbox.edit(message, 'another');
      expect(items()).toMatchObject([{ text: 'my work' }, { text: 'another' }]);
    },
  );

  it('is told apart from a flood of messages: a limit refuses it', async () => {
    const { server, outbox, items } = createTakingOutbox();
    server.answer('message:react', () =>
      refusal({ code: 'RATE_LIMITED', retryable: true, mutedForMs: 9_000 }),
    );
    server.transport.connect();
    outbox.react(message, { emoji: '👍', on: true });
    await settle();
    expect(items()).toMatchObject([{ state: { kind: 'failed', code: 'RATE_LIMITED' } }]);
  });
});

describe('what the server wants to be told a little later', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const later = { retryable: true, retryAfterMs: 20_000 };

  it.each(['TOO_MANY_REQUESTS', 'RATE_LIMITED'] as const)(
    'waits so long and goes on by itself, in its order: %s',
    async (code) => {
      const { server, outbox, states } = createTakingOutbox();
      let refusals = 1;
      server.answer('message:edit', () =>
        refusals-- > 0 ? refusal({ code, ...later }) : ok({ seq: 101, editedAt: '' }),
      );
      server.transport.connect();
      outbox.edit(message, 'after');
      outbox.react(message, { emoji: '👍', on: true });
      await vi.advanceTimersByTimeAsync(19_900);
      expect(server.sent('message:edit')).toHaveLength(1);
      expect(server.sent('message:react')).toEqual([]);
      await vi.advanceTimersByTimeAsync(200);
      expect(server.sent('message:edit')).toHaveLength(2);
      expect(server.sent('message:react')).toHaveLength(1);
      expect(states()).toEqual(['sent', 'sent']);
    },
  );

  it('is asked for at once when the connection comes back', async () => {
    const { server, outbox } = createTakingOutbox();
    server.answer('message:react', () => refusal({ code: 'TOO_MANY_REQUESTS', ...later }));
    server.transport.connect();
    outbox.react(message, { emoji: '👍', on: true });
    await settle();
    server.drop();
    server.transport.connect();
    await settle();
    expect(server.sent('message:react')).toHaveLength(2);
  });
});

describe('an edit', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is in conflict with another text, shows it, and replaces it when asked', async () => {
    const { server, outbox, items, storage } = createTakingOutbox();
    const current = { ...message, text: 'of my telephone', rev: 20 };
    server.answer('message:edit', ({ rev }) =>
      rev < 20 ? refusal({ code: 'CONFLICT', current }) : ok({ seq: 21, editedAt: '' }),
    );
    server.transport.connect();
    const { clientMsgId } = outbox.edit(message, 'mine');
    await settle();
    expect(items()).toMatchObject([{ text: 'mine', state: { kind: 'failed', code: 'CONFLICT', current } }]);
    expect(JSON.stringify(await storage.all())).not.toContain('telephone');
    outbox.retry(clientMsgId);
    await settle();
    expect(server.sent('message:edit').map(({ rev }) => rev)).toEqual([7, 20]);
    expect(items()).toMatchObject([{ state: { kind: 'sent', seq: 21 } }]);
  });

  it('is none when only reactions came between', async () => {
    const { server, outbox, states } = createTakingOutbox();
    const current = { ...message, rev: 20 };
    server.answer('message:edit', ({ rev }) =>
      rev < 20 ? refusal({ code: 'CONFLICT', current }) : ok({ seq: 21, editedAt: '' }),
    );
    server.transport.connect();
    outbox.edit(message, 'mine');
    await settle();
    expect(states()).toEqual(['sent']);
  });

  it('is none with my own edit of before, queued or under way', async () => {
    const { server, outbox, states } = createTakingOutbox();
    let current = message;
    const finish: (() => void)[] = [];
    server.answer('message:edit', async ({ text, rev }) => {
      await new Promise<void>((resolve) => finish.push(resolve));
      if (rev < (current.rev ?? current.seq)) return refusal({ code: 'CONFLICT', current });
      current = { ...current, text, rev: 30 + finish.length };
      return ok({ seq: current.rev ?? 0, editedAt: '' });
    });
    server.transport.connect();
    outbox.edit(message, 'one');
    await settle();
    outbox.edit({ ...message, text: 'one' }, 'two');
    outbox.edit({ ...message, text: 'two' }, 'three');
    for (let round = 0; round < 4; round += 1) {
      finish.forEach((answer) => answer());
      await settle();
    }
    expect(server.sent('message:edit').map(({ text }) => text)).toEqual(['one', 'three', 'three']);
    expect(current.text).toBe('three');
    expect(states()).toEqual(['sent']);
  });
});
