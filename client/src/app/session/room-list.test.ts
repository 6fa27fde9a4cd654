import type { Room } from '@chatket/contract';
import { describe, expect, it, vi } from 'vitest';
import { ApiError, createApi } from '../../api';
import { createMemoryTransport, ok } from '../../realtime/memory-transport';
import { createMemoryOutboxStorage } from '../../realtime/outbox-storage';
import { createRealtime } from '../../realtime/realtime';
import { createChatStores } from '../../store';
import { noteConnection } from '../../store/connection-store';
import { alice } from '../../testing';
import { ROOM, usePageClock } from '../event-routes/memory-page';
import { createRoomList } from './room-list';

const room = (id: string, more: Partial<Room> = {}): Room => ({
  ...ROOM,
  id,
  name: id,
  lastReadSeq: 0,
  ...more,
});

/** Alice's list of rooms, and a server that answers for a page when it is told to. */
function setUp({ known = [] as Room[] } = {}) {
  const server = createMemoryTransport();
  const followed: string[] = [];
  server.answer('presence:ping', () => ok({ heads: {} }));
  server.answer('rooms:sync', ({ rooms }) => {
    followed.push(...rooms.map(({ roomId }) => roomId));
    const result = { synced: true, messageCount: 0, changeCount: 0, hasMore: false, lastSeq: 1, headSeq: 1 };
    return ok({ results: rooms.map(({ roomId }) => ({ roomId, ...result })) });
  });
  const stores = createChatStores(alice);
  if (known.length > 0) stores.rooms.actions.load(known);
  const storage = createMemoryOutboxStorage();
  const realtime = createRealtime({ transport: server.transport, storage, userId: alice.id });
  const asked: (string | undefined)[] = [];
  let answer: (page: Room[] | Error, nextCursor?: string) => void = () => undefined;
  const api = {
    ...createApi(),
    config: () => new Promise<never>(() => undefined),
    myRooms: (cursor?: string) =>
      new Promise<{ body: Room[]; nextCursor: string | undefined }>((resolve, reject) => {
        asked.push(cursor);
        answer = (page, nextCursor) =>
          page instanceof Error ? reject(page) : resolve({ body: page, nextCursor });
      }),
  };
  realtime.start();
  const list = createRoomList({ api, realtime, stores });
  return {
    list,
    asked,
    followed,
    stores,
    answer: async (...page: Parameters<typeof answer>) => {
      answer(...page);
      await vi.advanceTimersByTimeAsync(50);
    },
    shown: () => Object.keys(stores.rooms.getState().mine),
    isWhole: () => stores.rooms.getState().isWhole,
  };
}

describe('the list of my rooms', () => {
  usePageClock();

  it('shows and follows the first page while the others come', async () => {
    const page = setUp();
    const loaded = page.list.load();
    await page.answer([room('b', { unread: 2 })], '1');
    expect(page.shown()).toEqual(['b']);
    expect(page.stores.rooms.getState()).toMatchObject({ status: 'ready', isWhole: false });
    expect(page.followed).toEqual(['b']);
    await page.answer([room('a'), room('b', { unread: 2 })], '2');
    expect(page.isWhole()).toBe(false);
    await page.answer([room('c', { unread: 3 })]);
    await loaded;
    expect(page.asked).toEqual([undefined, '1', '2']);
    expect(page.shown()).toEqual(['b', 'a', 'c']);
    expect(Object.values(page.stores.rooms.getState().mine).map(({ unread }) => unread)).toEqual([2, 0, 3]);
    expect(page.followed).toEqual(['b', 'a', 'c']);
    expect(page.isWhole()).toBe(true);
  });

  it('is whole with the one page of a server that knows no pages', async () => {
    const page = setUp();
    const loaded = page.list.load();
    await page.answer([room('a'), room('b')]);
    await loaded;
    expect(page.asked).toEqual([undefined]);
    expect(page.isWhole()).toBe(true);
  });

  it('takes a room away only when no page has told of it', async () => {
    const page = setUp({ known: [room('a'), room('b'), room('z')] });
    const loaded = page.list.load();
    await page.answer([room('b')], '1');
    expect(page.shown()).toEqual(['a', 'b', 'z']);
    await page.answer([room('a'), room('b')]);
    await loaded;
    expect(page.shown()).toEqual(['a', 'b']);
  });

  it('does not bring back a room that has been left while a page with it was under way', async () => {
    const page = setUp({ known: [room('a'), room('b')] });
    const loaded = page.list.load();
    await page.answer([room('b')], '1');
    page.list.drop('a');
    await page.answer([room('a'), room('b')]);
    await loaded;
    expect(page.shown()).toEqual(['b']);
  });

  it('keeps a room that has become mine behind the page where it would stand', async () => {
    const page = setUp({ known: [room('a')] });
    const loaded = page.list.load();
    await page.answer([room('b')], '1');
    page.list.drop('a');
    page.list.add(room('a'));
    await page.answer([room('b')]);
    await loaded;
    expect(page.shown().sort()).toEqual(['a', 'b']);
  });

  it('keeps what was told while an older list was on its way', async () => {
    const before = room('a', { role: 1, unreadThreads: 2, mentions: 2, mentionedAt: [3, 4], lastSeq: 9 });
    const page = setUp({ known: [before] });
    const loaded = page.list.load();
    const told = { ...before, role: 2, unreadThreads: undefined, mentions: 2, mentionedAt: [4, 7] };
    page.stores.rooms.actions.change(told);
    await page.answer([{ ...before, unread: 3, mentions: 3, mentionedAt: [3, 4, 5] }]);
    await loaded;
    expect(page.stores.rooms.getState().mine.a).toMatchObject({
      ...{ role: 2, unread: 3, unreadThreads: undefined, mentions: 3, mentionedAt: [4, 5, 7] },
    });
  });

  it('asks again for a page that could not be read', async () => {
    const page = setUp();
    const loaded = page.list.load();
    await page.answer([room('b')], '1');
    await page.answer(new ApiError({ code: 'UNAVAILABLE', message: 'busy' }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(page.asked).toEqual([undefined, '1', '1']);
    await page.answer([room('a'), room('b')]);
    await loaded;
    expect(page.shown()).toEqual(['b', 'a']);
    expect(page.isWhole()).toBe(true);
  });

  it('says that it could not be read when not even the first page could', async () => {
    const page = setUp();
    const loaded = page.list.load();
    for (let failures = 0; failures < 3; failures += 1) {
      expect(page.stores.rooms.getState().status).toBe('loading');
      await page.answer(new ApiError({ code: 'UNAVAILABLE', message: 'busy' }));
      await vi.advanceTimersByTimeAsync(2_000);
    }
    await loaded;
    expect(page.asked).toHaveLength(3);
    expect(page.stores.rooms.getState()).toMatchObject({ status: 'failed', isWhole: false });
  });

  it('is read in the end where it is known, and the server was busy for long while the connection held', async () => {
    const page = setUp({ known: [room('a', { unread: 0 })] });
    noteConnection(page.stores.connection, { isOnline: true, now: 0 });
    const loaded = page.list.load();
    for (let failures = 0; failures < 3; failures += 1) {
      await page.answer(new ApiError({ code: 'UNAVAILABLE', message: 'busy' }));
      await vi.advanceTimersByTimeAsync(2_000);
    }
    await loaded;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.asked.length).toBeGreaterThan(3);
    await page.answer([room('a', { unread: 2 })]);
    expect(page.stores.rooms.getState().mine.a?.unread).toBe(2);
  });

  it('knows at once where a moderator has muted me, and where that has ended', async () => {
    const page = setUp();
    const mutes = () => page.stores.rooms.getState().mutes;
    const loaded = page.list.load();
    await page.answer([room('a', { mute: { until: '2030-01-01T00:00:00.000Z', forMs: 60_000 } }), room('b')]);
    await loaded;
    expect(mutes()).toMatchObject({ a: { forMs: 60_000, isOrdered: true } });
    expect(mutes().b).toBeUndefined();
    const again = page.list.load();
    await page.answer([room('a'), room('b')]);
    await again;
    expect(mutes().a).toEqual({ forMs: 0, until: 0 });
  });

  it('leaves alone what only this page knows: a flood, and a slow room', async () => {
    const page = setUp();
    page.stores.rooms.actions.mute('a', { forMs: 30_000, until: 99 });
    const loaded = page.list.load();
    await page.answer([room('a')]);
    await loaded;
    expect(page.stores.rooms.getState().mutes.a).toEqual({ forMs: 30_000, until: 99 });
  });
});
