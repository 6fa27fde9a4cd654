import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messageAt } from '../testing';
import { createTakingOutbox, refusal, stored } from './memory-outbox';
import { createMemoryOutboxStorage } from './outbox-storage';

const settle = () => vi.advanceTimersByTimeAsync(0);
const message = messageAt(7, { text: 'before' });

describe('a deletion', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits five seconds and lets the others pass meanwhile', async () => {
    const { server, outbox } = createTakingOutbox();
    server.transport.connect();
    outbox.remove(message, 'spam');
    await settle();
    outbox.add('r', 'hello');
    await vi.advanceTimersByTimeAsync(4_900);
    expect(server.sent('message:send')).toHaveLength(1);
    expect(server.sent('message:delete')).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(server.sent('message:delete')).toEqual([{ roomId: 'r', messageId: 'm-7', reason: 'spam' }]);
  });

  it('that is taken back is never sent, in any tab and after a reload', async () => {
    const storage = createMemoryOutboxStorage();
    const { server, outbox, items } = createTakingOutbox({ storage });
    server.transport.connect();
    const { clientMsgId } = outbox.remove(message);
    const reading = outbox.reload();
    outbox.discard(clientMsgId);
    await reading;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.sent('message:delete')).toEqual([]);
    expect(items()).toEqual([]);
    expect(await storage.all()).toEqual([]);
  });

  it('is sent by the next page when its time was over, or when the clock was set back', async () => {
    const storage = createMemoryOutboxStorage();
    const before = createTakingOutbox({ storage });
    before.outbox.remove(message);
    before.outbox.remove(messageAt(8));
    await settle();
    before.outbox.stop();
    const [, other] = await storage.all();
    if (other?.kind === 'delete') await storage.put({ ...other, notBefore: other.notBefore + 3_600_000 });
    await vi.advanceTimersByTimeAsync(6_000);
    const after = createTakingOutbox({ storage });
    await after.outbox.reload();
    after.server.transport.connect();
    await settle();
    expect(after.server.sent('message:delete').map(({ messageId }) => messageId)).toEqual(['m-7', 'm-8']);
  });
});

describe('what is done to a message that is on its way out', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('changes it before it goes', async () => {
    const { server, outbox } = createTakingOutbox();
    const { clientMsgId } = outbox.add('r', 'helo');
    const { clientMsgId: other } = outbox.add('r', 'never mind');
    outbox.editUnsent(clientMsgId, 'hallo');
    outbox.editUnsent(clientMsgId, 'hello');
    outbox.removeUnsent(other);
    await settle();
    server.transport.connect();
    await settle();
    expect(server.sent('message:send').map(({ text }) => text)).toEqual(['hello']);
    expect(server.sent('message:edit')).toEqual([]);
  });

  it('follows it when it may have gone already', async () => {
    const { server, outbox, states } = createTakingOutbox();
    let isLost = true;
    server.answer('message:send', () => (isLost ? undefined : stored(50)));
    server.transport.connect();
    const { clientMsgId } = outbox.add('r', 'helo');
    await settle();
    outbox.editUnsent(clientMsgId, 'hello');
    isLost = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(new Set(server.sent('message:send').map(({ text }) => text))).toEqual(new Set(['helo']));
    expect(server.sent('message:edit')).toEqual([{ roomId: 'r', messageId: 'm50', text: 'hello', rev: 50 }]);
    outbox.removeUnsent(clientMsgId);
    await settle();
    expect(server.sent('message:delete')).toEqual([{ roomId: 'r', messageId: 'm50', reason: undefined }]);
    expect(states()).not.toContain('queued');
  });

  it('follows it when its copy comes before the answer', async () => {
    const { server, outbox } = createTakingOutbox();
    server.answer('message:send', () => undefined);
    server.transport.connect();
    const { clientMsgId } = outbox.add('r', 'helo');
    await settle();
    outbox.editUnsent(clientMsgId, 'hello');
    outbox.arrived('r', clientMsgId, { messageId: 'm-9', seq: 9 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.sent('message:edit')).toEqual([{ roomId: 'r', messageId: 'm-9', text: 'hello', rev: 9 }]);
  });

  it('is done to what is left of it when it is refused', async () => {
    const { server, outbox, items } = createTakingOutbox();
    let refuse: (() => void) | undefined;
    server.answer(
      'message:send',
      () => new Promise((resolve) => (refuse = () => resolve(refusal({ code: 'NOT_A_MEMBER' })))),
    );
    server.transport.connect();
    const { clientMsgId } = outbox.add('r', 'helo');
    await settle();
    outbox.editUnsent(clientMsgId, 'hello');
    await settle();
    refuse?.();
    await settle();
    expect(items()).toMatchObject([{ text: 'hello', state: { kind: 'failed', code: 'NOT_A_MEMBER' } }]);
    server.answer('message:send', () => stored(3));
    outbox.editUnsent(clientMsgId, 'hello again');
    await settle();
    expect(server.sent('message:send').map(({ text }) => text)).toEqual(['helo', 'hello again']);
  });
});
