import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alice } from '../../testing';
import { item, reply, ROOM, root, setUp } from './memory-threads';
import { learnThreads, tellRoom } from './take-replies';

beforeEach(() => void vi.stubGlobal('window', new EventTarget()));
afterEach(() => void vi.unstubAllGlobals());

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

  it('is learned anew where it is said to be unknown while it is being read', async () => {
    const page = setUp(root(1));
    page.meanwhile(() => {
      page.stores.threads.setState({ isKnown: false });
      page.followed.push(item(root(1), 1, 2));
    });
    await learnThreads(page);
    expect(page.reads()).toBe(2);
    expect(page.stores.threads.getState()).toMatchObject({
      isKnown: true,
      byRoot: { 'm-1': { isFollowing: true, unread: 1 } },
    });
    await learnThreads(page);
    expect(page.reads()).toBe(2);
  });

  it('is not less than the room says where what was read is of before', async () => {
    const page = setUp(root(1, { sender: alice }));
    page.followed.push(item(root(1, { sender: alice }), 1, 3));
    page.meanwhile(() => {
      page.stores.rooms.actions.change({ ...ROOM, unreadThreads: 2 });
      page.stores.threads.setState({ isKnown: false });
    });
    await page.hear(reply(3, 1));
    expect(page.unread()).toBe(2);
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
