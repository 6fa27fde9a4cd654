import type { Message, ServerPayload } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { steadyNow } from '../../lib';
import { createMemoryTransport, ok } from '../../realtime/memory-transport';
import { createMemoryOutboxStorage } from '../../realtime/outbox-storage';
import { createRealtime } from '../../realtime/realtime';
import { awayOf, createChatStores } from '../../store';
import { alice, bob, messageAt } from '../../testing';
import { followEvents } from '.';

const ROOM = {
  id: 'r',
  name: 'Kitchen',
  kind: 'public' as const,
  createdAt: '',
  createdBy: bob,
  memberCount: 2,
  lastSeq: 1,
};

/** Alice's page in room `r`, connected to a server whose answers to a sync are `missed`. */
async function setUp({ storage = createMemoryOutboxStorage() } = {}) {
  const server = createMemoryTransport();
  const backlog: Message[] = [];
  server.answer('rooms:sync', ({ rooms }) => {
    const messages = backlog.splice(0);
    if (messages.length > 0) server.say({ event: 'message:batch', payload: { roomId: 'r', messages } });
    return ok({
      results: rooms.map(({ roomId, lastSeq = 1 }) => {
        const headSeq = messages.at(-1)?.seq ?? lastSeq;
        return {
          roomId,
          synced: true,
          messageCount: messages.length,
          changeCount: 0,
          lastSeq: headSeq,
          headSeq,
          hasMore: false,
        };
      }),
    });
  });
  server.answer('presence:ping', () => ok({ heads: {} }));
  const stores = createChatStores(alice);
  const realtime = createRealtime({
    transport: server.transport,
    storage,
    userId: alice.id,
  });
  const nothing = () => undefined;
  const said: string[] = [];
  const added: string[] = [];
  let loads = 0;
  followEvents({
    api: { sidebar: () => new Promise<never>(nothing), request: () => new Promise<never>(nothing) },
    realtime,
    stores,
    roomList: {
      load: async () => void (loads += 1),
      add: ({ id }) => void added.push(id),
      followMine: nothing,
      drop: nothing,
    },
    onSessionOver: nothing,
    say: (text) => void said.push(text),
  });
  stores.rooms.actions.load([ROOM]);
  stores.rooms.actions.open('r');
  realtime.follow([{ roomId: 'r', cursor: 1 }]);
  realtime.start();
  await vi.advanceTimersByTimeAsync(0);

  /** The connection is lost for so long, and meanwhile these are written. */
  async function outage(ms: number, written: readonly Message[]) {
    server.setReachable(false);
    server.drop();
    await vi.advanceTimersByTimeAsync(ms);
    backlog.push(...written);
    server.setReachable(true);
    realtime.wake();
    await vi.advanceTimersByTimeAsync(0);
  }
  const missed = () => awayOf('r')(stores.away.getState());
  return { server, stores, realtime, outage, missed, said, added, loads: () => loads };
}

describe('what the socket says', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', new EventTarget());
    vi.stubGlobal('document', { visibilityState: 'visible' });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('after an outage tells how many messages of others were missed', async () => {
    const { outage, missed } = await setUp();
    await outage(3_000, [messageAt(2), messageAt(3, { sender: alice }), messageAt(4)]);
    expect(missed()).toEqual({ count: 2, firstSeq: 2, lastSeq: 4 });
  });

  it('says nothing of an outage shorter than three seconds, and shows what came all the same', async () => {
    const { stores, outage, missed } = await setUp();
    await outage(2_900, [messageAt(2)]);
    expect(missed()).toBeUndefined();
    expect(stores.timelines.getState().byRoom.r?.messages.map(({ seq }) => seq)).toEqual([2]);
  });

  it('says nothing of a long outage in which nobody else wrote', async () => {
    const { outage, missed } = await setUp();
    await outage(60_000, []);
    await outage(60_000, [messageAt(2, { sender: alice })]);
    expect(missed()).toBeUndefined();
  });

  it('does not add up what was missed in two outages', async () => {
    const { outage, missed } = await setUp();
    await outage(5_000, [messageAt(2)]);
    await outage(5_000, [messageAt(3)]);
    expect(missed()).toEqual({ count: 1, firstSeq: 3, lastSeq: 3 });
  });

  it('puts a room that has become mine into the list, and reads the list when the room is not told', async () => {
    const { server, added, loads } = await setUp();
    const before = loads();
    server.say({ event: 'room:added', payload: { roomId: 's', room: { ...ROOM, id: 's' } } });
    expect(added).toEqual(['s']);
    expect(loads()).toBe(before);
    server.say({ event: 'room:added', payload: { roomId: 't' } });
    expect(added).toEqual(['s']);
    expect(loads()).toBe(before + 1);
  });

  it('knows after an outage which of the reactions of a crowd are mine', async () => {
    const { server, stores, outage } = await setUp();
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
    const { server, stores, realtime, said } = await setUp();
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
      const { realtime, said } = await setUp({ storage });
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
      const world = await setUp();
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

  describe('when a message is refused by a mute', () => {
    async function strict() {
      const world = await setUp();
      world.server.answer('message:send', () => ({
        success: false,
        code: 'RATE_LIMITED',
        retryable: true,
        error: 'Too many',
        traceId: 't',
        // The clocks of both are an hour apart.
        mutedUntil: new Date(Date.now() - 3_600_000).toISOString(),
        mutedForMs: 30_000,
      }));
      return world;
    }

    async function muted({ draft }: { draft: string }) {
      const world = await strict();
      world.realtime.send('r', 'too much');
      world.stores.drafts.actions.set('r', draft);
      await vi.advanceTimersByTimeAsync(0);
      return world;
    }

    it('gives its text back to an empty composer', async () => {
      const { stores } = await muted({ draft: '' });
      const mute = stores.rooms.getState().mutes.r;
      expect(mute).toEqual({ forMs: 30_000, until: steadyNow() + 30_000 });
      expect(stores.drafts.getState().byRoom.r).toBe('too much');
      expect(stores.outbox.getState().items).toEqual([]);
    });

    it('knows of it also when the parts of a long text wait for its end by themselves', async () => {
      const { realtime, stores } = await strict();
      realtime.sendParts('r', ['first', 'second']);
      await vi.advanceTimersByTimeAsync(0);
      expect(stores.rooms.getState().mutes.r).toEqual({ forMs: 30_000, until: steadyNow() + 30_000 });
      expect(stores.outbox.getState().items.map(({ state }) => state.kind)).toEqual(['queued', 'queued']);
    });

    it('hears of it from another device, by what is left of it', async () => {
      const { server, stores } = await setUp();
      const until = new Date(Date.now() + 3_630_000).toISOString();
      const system = { type: 'muted', roomId: 'r', createdAt: until, user: stores.me, until, forMs: 30_000 };
      server.say({ event: 'room:system', payload: system as ServerPayload<'room:system'> });
      expect(stores.rooms.getState().mutes.r).toEqual({ forMs: 30_000, until: steadyNow() + 30_000 });
    });

    it('keeps it in the timeline when something else is being written', async () => {
      const { stores } = await muted({ draft: 'next thought' });
      expect(stores.drafts.getState().byRoom.r).toBe('next thought');
      expect(stores.outbox.getState().items).toMatchObject([
        { text: 'too much', state: { kind: 'muted', forMs: 30_000 } },
      ]);
    });
  });
});
