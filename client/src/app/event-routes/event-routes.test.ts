import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../realtime/memory-transport';
import { createMemoryOutboxStorage } from '../../realtime/outbox-storage';
import { alice, messageAt } from '../../testing';
import { openPage, ROOM, usePageClock } from './memory-page';

describe('what the socket says', () => {
  usePageClock();

  it('after an outage tells how many messages of others were missed', async () => {
    const { outage, missed } = await openPage();
    await outage(3_000, [messageAt(2), messageAt(3, { sender: alice }), messageAt(4)]);
    expect(missed()).toEqual({ count: 2, firstSeq: 2, lastSeq: 4 });
  });

  it('says nothing of an outage shorter than three seconds, and shows what came all the same', async () => {
    const { stores, outage, missed } = await openPage();
    await outage(2_900, [messageAt(2)]);
    expect(missed()).toBeUndefined();
    expect(stores.timelines.getState().byRoom.r?.messages.map(({ seq }) => seq)).toEqual([2]);
  });

  it('says nothing of a long outage in which nobody else wrote', async () => {
    const { outage, missed } = await openPage();
    await outage(60_000, []);
    await outage(60_000, [messageAt(2, { sender: alice })]);
    expect(missed()).toBeUndefined();
  });

  it('does not add up what was missed in two outages', async () => {
    const { outage, missed } = await openPage();
    await outage(5_000, [messageAt(2)]);
    await outage(5_000, [messageAt(3)]);
    expect(missed()).toEqual({ count: 1, firstSeq: 3, lastSeq: 3 });
  });

  it('puts a room that has become mine into the list, and reads the list when the room is not told', async () => {
    const { server, added, loads } = await openPage();
    const before = loads();
    server.say({ event: 'room:added', payload: { roomId: 's', room: { ...ROOM, id: 's' } } });
    expect(added).toEqual(['s']);
    expect(loads()).toBe(before);
    server.say({ event: 'room:added', payload: { roomId: 't' } });
    expect(added).toEqual(['s']);
    expect(loads()).toBe(before + 1);
  });

  it('reads the list of rooms when something is said to me in a room that it does not know', async () => {
    const { server, loads } = await openPage();
    const before = loads();
    server.say({ event: 'alert:new', payload: { roomId: 'r', messageId: 'm-1', because: 'mention' } });
    expect(loads()).toBe(before);
    server.say({ event: 'alert:new', payload: { roomId: 's', messageId: 'm-2', because: 'direct' } });
    expect(loads()).toBe(before + 1);
  });

  it('knows after an outage which of the reactions of a crowd are mine', async () => {
    const { server, stores, outage } = await openPage();
    const users = Array.from({ length: 20 }, (_, index) => ({ id: `u-${String(index)}`, username: 'x' }));
    const crowd = { emoji: '👍', count: 30, users };
    server.answer('rooms:sync', () => {
      const message = messageAt(2, { rev: 3, reactions: [crowd] });
      server.say({ event: 'room:log', payload: { roomId: 'r', entries: [message] } });
      const mine = [{ messageId: message.messageId, rev: 3, emojis: ['👍'] }];
      const told = { messageCount: 1, changeCount: 0, lastSeq: 3, headSeq: 3, hasMore: false };
      return ok({ results: [{ roomId: 'r', synced: true, ...told, mine }] });
    });
    await outage(5_000, []);
    await vi.dynamicImportSettled();
    expect(stores.timelines.getState().byRoom.r?.messages).toMatchObject([
      { reactions: [{ ...crowd, mine: true }] },
    ]);
  });

  it('says once why a reaction or a deletion was refused, keeps nothing of it, and keeps the text of an edit', async () => {
    const { server, stores, realtime, said } = await openPage();
    const refuse = () => ({
      success: false as const,
      code: 'FORBIDDEN' as const,
      retryable: false,
      error: 'No',
      traceId: 't',
    });
    server.answer('message:react', refuse);
    server.answer('message:delete', refuse);
    server.answer('message:edit', refuse);
    realtime.react(messageAt(1), { emoji: '👍', on: true });
    realtime.remove(messageAt(1));
    realtime.edit(messageAt(1), 'another text');
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.dynamicImportSettled();
    expect(said).toEqual([
      expect.stringMatching(/^Your reaction did not get through: ./),
      expect.stringMatching(/^Not deleted: ./),
    ]);
    expect(stores.outbox.getState().changes).toMatchObject([{ kind: 'edit', text: 'another text' }]);
  });

  describe('a refusal of what was done in another tab', () => {
    const refused = {
      ...{ clientMsgId: 'of-another-tab', roomId: 'r', order: 1, messageId: 'm-1' },
      ...{ kind: 'react' as const, emoji: '👍', on: true },
      state: { kind: 'failed' as const, code: 'LIMIT_REACHED' as const },
    };

    it.each([
      ['is left to that tab', true, 0],
      ['is told here when that tab is gone', false, 1],
    ])('%s', async (_how, isThere, count) => {
      const storage = createMemoryOutboxStorage();
      const clientMsgId = `${refused.clientMsgId}-${String(isThere)}`;
      await storage.put({ ...refused, clientMsgId });
      const { realtime, said } = await openPage({ storage });
      await vi.dynamicImportSettled();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(said).toEqual([]);
      // The other tab has told of it: nothing is left of it.
      if (isThere) realtime.discard(clientMsgId);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(said).toHaveLength(count);
    });
  });

  describe('in a flood', () => {
    async function flooded() {
      const world = await openPage();
      for (const seq of [2, 3, 4]) world.server.say({ event: 'message:new', payload: messageAt(seq) });
      const shown = () => world.stores.timelines.getState().byRoom.r?.messages.map(({ seq }) => seq);
      return { ...world, shown };
    }

    it('shows the first message at once and those that follow together', async () => {
      const { shown } = await flooded();
      expect(shown()).toEqual([2]);
      await vi.advanceTimersByTimeAsync(100);
      expect(shown()).toEqual([2, 3, 4]);
    });

    it('lets nothing that concerns messages overtake them', async () => {
      const { server, shown } = await flooded();
      server.say({ event: 'room:roster', payload: { roomId: 'r', users: [], version: 1 } });
      expect(shown()).toEqual([2]);
      server.say({ event: 'room:read', payload: { roomId: 'r', lastReadSeq: 4, unread: 0 } });
      expect(shown()).toEqual([2, 3, 4]);
    });
  });
});
