import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alice, PATIENCE } from '../../testing';
import { item, reply, ROOM, root, setUp } from './memory-threads';
import { takeCount, takeState } from './take-state';

beforeEach(() => void vi.stubGlobal('window', new EventTarget()));
afterEach(() => void vi.unstubAllGlobals());

const STATE = { roomId: 'r', rootId: 'm-1', isFollowing: true, unread: 0, unreadThreads: 0 };

describe('what is unread in threads, as my other devices are in them', () => {
  it('ends with what one of my devices has read, and is read anew where something has gone', async () => {
    const page = setUp(root(1, { sender: alice }));
    page.followed.push(item(root(1), 1, 2));
    await page.hear(reply(2, 1));
    takeState(page, { ...STATE, lastReadSeq: 2 });
    expect(page.unread()).toBeUndefined();
    await page.hear(reply(2, 1));
    expect(page.unread()).toBeUndefined();
    await page.hear(reply(3, 1));
    expect(page.unread()).toBe(1);
    page.followed.splice(0);
    await page.lose();
    expect(page.unread()).toBeUndefined();
  });

  it('is not counted any more where I have let go', async () => {
    const page = setUp(root(1, { sender: alice }));
    page.followed.push(item(root(1), 1, 2));
    await page.hear(reply(2, 1));
    takeState(page, { ...STATE, isFollowing: false, lastReadSeq: 0, unread: 1 });
    await page.hear(reply(3, 1));
    expect(page.unread()).toBeUndefined();
  });

  it('stays as it was told while an older list was on its way', async () => {
    const page = setUp(root(1, { sender: alice }));
    page.followed.push(item(root(1), 1, 2));
    page.meanwhile(() => takeState(page, { ...STATE, lastReadSeq: 2 }));
    await page.hear(reply(2, 1));
    expect(page.unread()).toBeUndefined();
    expect(page.stores.threads.getState().byRoot['m-1']).toMatchObject({ unread: 0, lastReadSeq: 2 });
  });
});

describe('a number that was counted before a reply that was heard first', () => {
  const state = { roomId: 'r', isFollowing: true, lastReadSeq: 0, unread: 0, unreadThreads: 0 };
  const settle = async (page: { reads: () => number }, reads: number) => {
    await vi.waitFor(() => expect(page.reads()).toBe(reads), PATIENCE);
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
