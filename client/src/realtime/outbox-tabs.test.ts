import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryOutbox, newScope, stored } from './memory-outbox';
import type { OutboxItem } from './outbox-item';
import { createMemoryOutboxStorage, type OutboxStorage } from './outbox-storage';

/** One storage seen by several tabs, each of which hears of what the others change. */
function createSharedStorage() {
  const shared = createMemoryOutboxStorage();
  const listeners = new Map<symbol, () => void>();
  const tell = (self: symbol) => {
    for (const [tab, listener] of listeners) if (tab !== self) listener();
  };
  return {
    tab: (): OutboxStorage => {
      const self = Symbol('tab');
      return {
        all: shared.all,
        put: (item) => shared.put(item).then(() => tell(self)),
        remove: (clientMsgId) => shared.remove(clientMsgId).then(() => tell(self)),
        onForeignChange: (listener) => {
          listeners.set(self, listener);
          return () => void listeners.delete(self);
        },
      };
    },
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('outboxes over one storage', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('sends what an earlier page left behind', async () => {
    const storage = createMemoryOutboxStorage();
    const before = createMemoryOutbox({ storage });
    before.outbox.add('r', 'left behind');
    await settle();
    before.outbox.stop();

    const after = createMemoryOutbox({ storage });
    after.server.answer('message:send', () => stored(1));
    await after.outbox.reload();
    after.server.transport.connect();
    await settle();
    expect(after.server.sent('message:send').map(({ text }) => text)).toEqual(['left behind']);
    expect(await storage.all()).toEqual([]);
  });

  it('of one tab only sends what two tabs have queued, in the order of writing', async () => {
    const storage = createSharedStorage();
    const scope = newScope();
    const tabs = [
      createMemoryOutbox({ storage: storage.tab(), scope }),
      createMemoryOutbox({ storage: storage.tab(), scope }),
    ];
    const sent: string[] = [];
    let underWay = 0;
    let most = 0;
    for (const { server } of tabs) {
      server.answer('message:send', async ({ text }) => {
        sent.push(text);
        most = Math.max(most, (underWay += 1));
        await new Promise((resolve) => setTimeout(resolve, 100));
        underWay -= 1;
        return stored(sent.length);
      });
    }
    for (const [count, tab] of [...tabs, ...tabs].entries()) {
      tab.outbox.add('r', `text ${count}`);
      await vi.advanceTimersByTimeAsync(10);
    }
    for (const { server } of tabs) server.transport.connect();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toEqual(['text 0', 'text 1', 'text 2', 'text 3']);
    expect(most).toBe(1);
    expect(await storage.tab().all()).toEqual([]);
    for (const { states } of tabs) expect(states()).not.toContain('queued');
  });

  describe('a copy that was left behind', () => {
    /** A message that an earlier page has written, and nobody has heard of since. */
    async function leftBehind() {
      const storage = createMemoryOutboxStorage();
      const before = createMemoryOutbox({ storage });
      const { clientMsgId } = before.outbox.add('r', 'left behind');
      await settle();
      before.outbox.stop();
      return { storage, clientMsgId };
    }

    it('is put away when its message comes before it was read', async () => {
      const { storage, clientMsgId } = await leftBehind();
      const { outbox, server, items } = createMemoryOutbox({ storage });
      const reading = outbox.reload();
      outbox.arrived('r', clientMsgId, { messageId: 'm1', seq: 1 });
      await reading;
      server.transport.connect();
      await settle();
      expect(items()).toEqual([]);
      expect(server.sent('message:send')).toEqual([]);
      expect(await storage.all()).toEqual([]);
    });

    it('is put away when its message comes after it could not be', async () => {
      const { storage, clientMsgId } = await leftBehind();
      let failures = 0;
      const remove = (item: OutboxItem) =>
        (failures += 1) === 1 ? Promise.reject(new Error('the disk is busy')) : storage.remove(item);
      const { outbox, server, states } = createMemoryOutbox({ storage: { ...storage, remove } });
      server.answer('message:send', () => stored(1));
      await outbox.reload();
      server.transport.connect();
      await settle();
      expect(states()).toEqual(['sent']);
      outbox.arrived('r', clientMsgId, { messageId: 'm1', seq: 1 });
      await settle();
      expect(await storage.all()).toEqual([]);
    });

    it('is not sent once it was thrown away, though the storage still has it', async () => {
      const { storage, clientMsgId } = await leftBehind();
      let isBusy = true;
      const remove = (item: OutboxItem) =>
        isBusy ? Promise.reject(new Error('the disk is busy')) : storage.remove(item);
      const { outbox, server } = createMemoryOutbox({ storage: { ...storage, remove } });
      server.answer('message:send', () => stored(1));
      await outbox.reload();
      outbox.discard(clientMsgId);
      await settle();
      server.transport.connect();
      outbox.add('r', 'another');
      await settle();
      expect(server.sent('message:send').map(({ text }) => text)).toEqual(['another']);
      isBusy = false;
      await outbox.reload();
      await settle();
      expect(await storage.all()).toEqual([]);
    });
  });
});
