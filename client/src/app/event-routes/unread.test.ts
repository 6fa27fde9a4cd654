import type { Message, Room } from '@chatket/contract';
import { describe, expect, it, vi } from 'vitest';
import { createApi } from '../../api';
import { unreadNow } from '../../features/reads';
import { createMemoryTransport, ok } from '../../realtime/memory-transport';
import { createMemoryOutboxStorage } from '../../realtime/outbox-storage';
import { createRealtime } from '../../realtime/realtime';
import { createChatStores } from '../../store';
import { alice, bob, messageAt } from '../../testing';
import { followEvents } from '.';
import { usePageClock } from './memory-page';
import { createRoomList } from '../session/room-list';

/** Alice's page, which knows nothing yet, and a server on which bob writes in room `r`. */
function setUp() {
  const written: Message[] = [];
  let lastReadSeq = 0;
  let readVersion = 0;
  let isSlow = false;
  const slowAnswers: (() => void)[] = [];
  const server = createMemoryTransport();
  const stores = createChatStores(alice);
  const realtime = createRealtime({
    transport: server.transport,
    storage: createMemoryOutboxStorage(),
    userId: alice.id,
  });
  const api = {
    ...createApi(),
    myRooms: vi.fn(async () => {
      const answer = [told()];
      if (isSlow) await new Promise<void>((resolve) => slowAnswers.push(resolve));
      return { body: answer, nextCursor: undefined };
    }),
  };
  const roomList = createRoomList({ api, realtime, stores });
  const nothing = () => undefined;
  followEvents({
    api: { sidebar: () => new Promise<never>(nothing), request: () => new Promise<never>(nothing) },
    realtime,
    stores,
    roomList,
    onSessionOver: nothing,
    onRenamed: nothing,
    say: nothing,
  });
  server.answer('presence:ping', () => ok({ heads: {} }));
  followingMisses({});

  function told(): Room {
    return {
      id: 'r',
      name: 'Kitchen',
      kind: 'public',
      createdAt: '',
      createdBy: bob,
      memberCount: 2,
      lastSeq: written.length,
      lastMessage: written.at(-1),
      lastReadSeq,
      ...(readVersion > 0 && { readVersion }),
      unread: written.length - lastReadSeq,
    };
  }

  /** Bob writes; whoever follows the room is told. */
  function write({ isHeard = true } = {}) {
    const message = messageAt(written.length + 1);
    written.push(message);
    if (isHeard) server.say({ event: 'message:new', payload: message });
  }

  /** While the page asks to follow, bob writes: so many messages before it follows, so many after. */
  function followingMisses({ before = 0, after = 0 }, then?: () => void) {
    const left = { before, after };
    server.answer('rooms:sync', ({ rooms: [asked] }) => {
      for (; left.before > 0; left.before -= 1) write({ isHeard: false });
      const lastSeq = asked?.lastSeq ?? written.length;
      for (; left.after > 0; left.after -= 1) write();
      then?.();
      const result = { roomId: 'r', synced: true, messageCount: 0, changeCount: 0, hasMore: false };
      return ok({ results: [{ ...result, lastSeq, headSeq: lastSeq }] });
    });
  }

  /** From now on the list takes its time. What it says is as old as the question. */
  function delayList() {
    isSlow = true;
  }

  return {
    stores,
    api,
    roomList,
    write,
    followingMisses,
    /** As after an earlier visit: the rooms are known from then. */
    restore: () => stores.rooms.actions.load([told()]),
    start: async ({ isListed = false } = {}) => {
      realtime.start();
      if (!isListed) void roomList.load();
      await vi.advanceTimersByTimeAsync(200);
    },
    delayList,
    answerList: async () => {
      isSlow = false;
      for (const answer of slowAnswers.splice(0)) answer();
      await vi.advanceTimersByTimeAsync(200);
    },
    /** Another device of alice's has read up to here. */
    readElsewhere: async (seq: number) => {
      lastReadSeq = seq;
      const unread = written.length - seq;
      server.say({ event: 'room:read', payload: { roomId: 'r', lastReadSeq: seq, unread } });
      await vi.advanceTimersByTimeAsync(200);
    },
    /** Another device of alice's has gone back: this message is the first that is unread. */
    goBackElsewhere: async (seq: number, { isHeard = true } = {}) => {
      readVersion += 1;
      lastReadSeq = seq - 1;
      const unread = written.length - lastReadSeq;
      if (isHeard)
        server.say({
          event: 'room:read',
          payload: { roomId: 'r', lastReadSeq, unread, version: readVersion },
        });
      await vi.advanceTimersByTimeAsync(200);
    },
    /** What another device read before it knew of that is heard late. */
    hearLate: async (seq: number) => {
      server.say({ event: 'room:read', payload: { roomId: 'r', lastReadSeq: seq, unread: 0 } });
      await vi.advanceTimersByTimeAsync(200);
    },
    unread: () => {
      const room = stores.rooms.getState().mine.r;
      return room && unreadNow(stores, room).count;
    },
  };
}

describe('what is unread is counted exactly', () => {
  usePageClock();

  it('when nothing is written while the page comes, with one look at the list more than with the connection', async () => {
    const page = setUp();
    page.write();
    await page.start();
    page.write();
    page.write();
    await vi.advanceTimersByTimeAsync(200);
    expect(page.unread()).toBe(3);
    expect(page.api.myRooms).toHaveBeenCalledTimes(2);
  });

  it('when something is written after the list was read and before the room is followed', async () => {
    const page = setUp();
    page.followingMisses({ before: 1 });
    await page.start();
    expect(page.unread()).toBe(1);
  });

  it('when the next message comes with the answer to following', async () => {
    const page = setUp();
    page.followingMisses({ before: 1, after: 2 });
    await page.start();
    expect(page.unread()).toBe(3);
  });

  it('when messages overtake the list', async () => {
    const page = setUp();
    page.write();
    await page.start();
    page.delayList();
    void page.roomList.load();
    page.write();
    page.write();
    await page.answerList();
    expect(page.unread()).toBe(3);
  });

  it('when messages overtake the list that tells of what was missed', async () => {
    const page = setUp();
    page.followingMisses({ before: 1, after: 1 }, page.delayList);
    await page.start();
    page.write();
    await vi.advanceTimersByTimeAsync(200);
    await page.answerList();
    expect(page.unread()).toBe(3);
  });

  it('when something is missed while an older list is under way', async () => {
    const page = setUp();
    page.restore();
    page.delayList();
    const listed = page.roomList.load();
    page.followingMisses({ before: 1 });
    page.roomList.followMine();
    await page.start({ isListed: true });
    await page.answerList();
    await listed;
    expect(page.unread()).toBe(1);
  });

  it('when another device has read a part of what is not loaded here', async () => {
    const page = setUp();
    for (let count = 0; count < 5; count += 1) page.write({ isHeard: false });
    await page.start();
    expect(page.unread()).toBe(5);
    await page.readElsewhere(3);
    expect(page.unread()).toBe(2);
    await page.readElsewhere(5);
    expect(page.unread()).toBe(0);
  });

  it('when another device has gone back, and a reading of before is heard late', async () => {
    const page = setUp();
    await page.start();
    for (let count = 0; count < 5; count += 1) page.write();
    await vi.advanceTimersByTimeAsync(200);
    await page.readElsewhere(5);
    expect(page.unread()).toBe(0);
    await page.goBackElsewhere(2);
    expect(page.unread()).toBe(4);
    await page.hearLate(5);
    expect(page.unread()).toBe(4);
    expect(page.stores.reads.getState().held).toEqual({ r: 1 });
  });

  it('when another device has gone back beyond what is loaded here, or while nobody could tell', async () => {
    const page = setUp();
    for (let count = 0; count < 5; count += 1) page.write({ isHeard: false });
    await page.start();
    await page.readElsewhere(5);
    await page.goBackElsewhere(4);
    expect(page.unread()).toBe(2);
    await page.goBackElsewhere(2, { isHeard: false });
    await page.roomList.load();
    expect(page.unread()).toBe(4);
  });
});
