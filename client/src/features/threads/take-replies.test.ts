import type { Message, Room, ThreadItem } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChatStores } from '../../store';
import { alice, bob, messageAt } from '../../testing';
import { takeReplies, tellRoom } from './take-replies';
import { takeCount, takeState } from './take-state';

const ROOM = { id: 'r', name: 'Room', lastSeq: 1 } as Room;
const root = (seq: number, changes: Partial<Message> = {}) => messageAt(seq, changes);
const reply = (seq: number, rootSeq: number, changes: Partial<Message> = {}) =>
  messageAt(seq, { threadId: `m-${String(rootSeq)}`, ...changes });

beforeEach(() => void vi.stubGlobal('window', new EventTarget()));
afterEach(() => void vi.unstubAllGlobals());

/** Alice's page, and the list of threads that the server has for her. */
function setUp(...loaded: Message[]) {
  const stores = createChatStores(alice);
  stores.rooms.actions.load([ROOM]);
  stores.timelines.actions.deliver('r', {
    messages: loaded,
    cursor: loaded.at(-1)?.seq ?? 0,
    isReset: false,
  });
  const followed: ThreadItem[] = [];
  let reads = 0;
  let whileAsked = () => undefined as void;
  const api = {
    request: async () => {
      reads += 1;
      const body = [...followed];
      await Promise.resolve();
      whileAsked();
      return { body };
    },
  } as unknown as Parameters<typeof takeReplies>[0]['api'];
  return {
    stores,
    api,
    followed,
    reads: () => reads,
    /** The list is answered, and before it arrives this happens. */
    meanwhile: (happens: () => void) => {
      whileAsked = () => {
        whileAsked = () => undefined;
        happens();
      };
    },
    hear: (...replies: Message[]) => takeReplies({ stores, api }, { roomId: 'r', replies, hasGone: false }),
    lose: () => takeReplies({ stores, api }, { roomId: 'r', replies: [], hasGone: true }),
    unread: () => stores.rooms.getState().mine.r?.unreadThreads,
  };
}

const item = (rootMessage: Message, unread: number, lastSeq: number): ThreadItem => ({
  roomId: 'r',
  root: {
    ...rootMessage,
    thread: { replies: unread, lastSeq, lastAt: rootMessage.createdAt, who: [bob] },
  },
  isFollowing: true,
  lastReadSeq: 0,
  unread,
});

describe('what is unread in threads', () => {
  it('is counted where I follow, once for each thread, however often it is told', async () => {
    const page = setUp(root(1, { sender: alice }), root(2));
    page.followed.push(item(root(1, { sender: alice }), 1, 3));
    await page.hear(reply(3, 1));
    expect(page.unread()).toBe(1);
    await page.hear(reply(3, 1), reply(4, 1));
    expect(page.unread()).toBe(1);
    expect(page.stores.threads.getState().byRoot['m-1']).toMatchObject({ unread: 2, lastSeq: 4 });
    expect(page.reads()).toBe(1);
  });

  it('is not asked for again of threads under what others have said', async () => {
    const page = setUp(root(1), root(2));
    await page.hear(reply(3, 1));
    await page.hear(reply(4, 1), reply(5, 2));
    expect(page.reads()).toBe(1);
    expect(page.unread()).toBeUndefined();
  });

  it('is asked for where it is said under what I have said, or is not loaded, or I am named', async () => {
    const page = setUp(root(1), root(2, { sender: alice }));
    await page.hear(reply(3, 1));
    page.followed.push(item(root(2), 1, 4));
    await page.hear(reply(4, 2));
    expect([page.reads(), page.unread()]).toEqual([2, 1]);
    await page.hear(reply(5, 77));
    await page.hear(reply(6, 77));
    expect(page.reads()).toBe(3);
    page.followed.push(item(root(1), 1, 7));
    await page.hear(reply(7, 1, { mentions: { people: [alice] } }));
    expect([page.reads(), page.unread()]).toEqual([4, 2]);
  });

  it('is nothing of what I say, which makes me follow', async () => {
    const page = setUp(root(1));
    await page.hear(reply(2, 1, { sender: alice }));
    expect(page.unread()).toBeUndefined();
    await page.hear(reply(3, 1));
    expect(page.unread()).toBe(1);
  });

  it('ends with what one of my devices has read, and is read anew where something has gone', async () => {
    const page = setUp(root(1, { sender: alice }));
    page.followed.push(item(root(1), 1, 2));
    await page.hear(reply(2, 1));
    const state = {
      roomId: 'r',
      rootId: 'm-1',
      isFollowing: true,
      lastReadSeq: 2,
      unread: 0,
      unreadThreads: 0,
    };
    takeState(page, state);
    expect(page.unread()).toBeUndefined();
    await page.hear(reply(2, 1));
    expect(page.unread()).toBeUndefined();
    await page.hear(reply(3, 1));
    expect(page.unread()).toBe(1);
    page.followed.splice(0);
    await page.lose();
    expect(page.unread()).toBeUndefined();
  });

  it('is not counted of the thread that is open, until it is closed', async () => {
    const page = setUp(root(1, { sender: alice }));
    page.followed.push(item(root(1), 1, 2));
    page.stores.threads.setState({ open: { roomId: 'r', rootId: 'm-1' } });
    await page.hear(reply(2, 1));
    expect(page.unread()).toBeUndefined();
    page.stores.threads.setState({ open: undefined });
    tellRoom(page.stores, 'r');
    expect(page.unread()).toBe(1);
  });

  it('is not counted any more where I have let go', async () => {
    const page = setUp(root(1, { sender: alice }));
    page.followed.push(item(root(1), 1, 2));
    await page.hear(reply(2, 1));
    const state = {
      roomId: 'r',
      rootId: 'm-1',
      isFollowing: false,
      lastReadSeq: 0,
      unread: 1,
      unreadThreads: 0,
    };
    takeState(page, state);
    await page.hear(reply(3, 1));
    expect(page.unread()).toBeUndefined();
  });

  it('stays as it was told while an older list was on its way', async () => {
    const page = setUp(root(1, { sender: alice }));
    page.followed.push(item(root(1), 1, 2));
    const state = { roomId: 'r', rootId: 'm-1', isFollowing: true, unread: 0, unreadThreads: 0 };
    page.meanwhile(() => takeState(page, { ...state, lastReadSeq: 2 }));
    await page.hear(reply(2, 1));
    expect(page.unread()).toBeUndefined();
    expect(page.stores.threads.getState().byRoot['m-1']).toMatchObject({ unread: 0, lastReadSeq: 2 });
  });

  it('is read once more where something has gone while it was being read, and again where it could not be', async () => {
    vi.useFakeTimers();
    const page = setUp(root(1, { sender: alice }));
    page.followed.push(item(root(1), 1, 2));
    let lost: Promise<void> | undefined;
    page.meanwhile(() => {
      page.followed.splice(0);
      lost = page.lose();
    });
    await page.hear(reply(2, 1));
    await lost;
    expect([page.reads(), page.unread()]).toEqual([2, undefined]);
    page.followed.push(item(root(1), 1, 2));
    page.meanwhile(() => {
      throw new Error('busy');
    });
    const again = page.lose();
    await vi.advanceTimersByTimeAsync(1_000);
    await again;
    expect([page.reads(), page.unread()]).toEqual([4, 1]);
    vi.useRealTimers();
  });

  it('is asked for anew where a reply is heard while the list that may tell of its thread is on its way', async () => {
    const page = setUp(root(1, { sender: alice }));
    await page.hear(reply(2, 77));
    // The first reply is deleted again, the list is written, and then comes the second.
    page.followed.push(item(root(1), 0, 3));
    let second: Promise<void> | undefined;
    page.meanwhile(() => {
      page.followed.splice(0, 1, item(root(1), 1, 4));
      second = page.hear(reply(4, 1));
    });
    await page.hear(reply(3, 1));
    await second;
    expect([page.reads(), page.unread()]).toEqual([3, 1]);
  });
});

describe('a number that was counted before a reply that was heard first', () => {
  const state = { roomId: 'r', isFollowing: true, lastReadSeq: 0, unread: 0, unreadThreads: 0 };
  const settle = async (page: { reads: () => number }, reads: number) => {
    await vi.waitFor(() => expect(page.reads()).toBe(reads));
    for (let n = 0; n < 10; n += 1) await Promise.resolve();
  };

  it('does not stay, whether a room was read', async () => {
    const page = setUp(root(1, { sender: alice }));
    page.followed.push(item(root(1), 1, 2));
    await page.hear(reply(2, 1));
    page.stores.rooms.actions.change({ ...ROOM, unreadThreads: undefined });
    takeCount(page, { roomId: 'r', told: 0, isNews: true });
    await settle(page, 2);
    expect(page.unread()).toBe(1);
  });

  it('or another thread of it, or this one', async () => {
    const page = setUp(root(1, { sender: alice }), root(2));
    page.followed.push(item(root(1), 1, 3));
    await page.hear(reply(3, 1));
    takeState(page, { ...state, rootId: 'm-2', lastReadSeq: 2 });
    await settle(page, 2);
    expect(page.unread()).toBe(1);
    takeState(page, { ...state, rootId: 'm-1', lastReadSeq: 2 });
    await settle(page, 3);
    expect(page.unread()).toBe(1);
  });

  it('is not asked for where it is what is counted here', async () => {
    const page = setUp(root(1, { sender: alice }));
    page.followed.push(item(root(1), 1, 2));
    await page.hear(reply(2, 1));
    takeState(page, { ...state, rootId: 'm-1', lastReadSeq: 2 });
    expect([page.reads(), page.unread()]).toEqual([1, undefined]);
  });

  it('and threads that were read with their room are not counted with the next reply', async () => {
    const page = setUp(root(1, { sender: alice }), root(2, { sender: alice }));
    page.followed.push(item(root(1), 1, 3));
    await page.hear(reply(3, 1));
    page.followed.splice(0, 1, item(root(2), 1, 4));
    // This device has read all, and shows it already.
    page.stores.rooms.actions.change({ ...ROOM, unreadThreads: undefined });
    takeCount(page, { roomId: 'r', told: 0, isNews: false });
    await page.hear(reply(4, 2));
    expect(page.unread()).toBe(1);
  });
});
