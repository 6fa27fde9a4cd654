import { describe, expect, it, vi } from 'vitest';
import { PATIENCE } from '../../testing';
import { openPage, ROOM, usePageClock } from './memory-page';

const STATE = { roomId: 'r', rootId: 'm-1', isFollowing: true, lastReadSeq: 1, unread: 2 };

/** Alice's page, whose room has something unread in two threads. */
async function setUp() {
  const page = await openPage();
  page.stores.rooms.actions.upsert({ ...ROOM, unreadThreads: 2 });
  const unread = () => page.stores.rooms.getState().mine.r?.unreadThreads;
  return { ...page, unread };
}

describe('what my other devices do in threads', () => {
  usePageClock();

  it('is so here as well: a thread was read, or all of them with their room', async () => {
    const { server, stores, unread } = await setUp();
    server.say({ event: 'thread:state', payload: { ...STATE, unreadThreads: 1 } });
    await vi.waitFor(() => expect(unread()).toBe(1), PATIENCE);
    expect(stores.threads.getState().byRoot['m-1']).toMatchObject({ isFollowing: true, unread: 2 });
    server.say({ event: 'room:read', payload: { roomId: 'r', lastReadSeq: 1, unread: 0 } });
    expect(unread()).toBeUndefined();
  });

  it('is not known any more where threads were read with their room, however many are unread still', async () => {
    const { server, stores, unread } = await setUp();
    stores.threads.setState({ isKnown: true });
    const read = { roomId: 'r', lastReadSeq: 1, unread: 0, unreadThreads: 2 };
    server.say({ event: 'room:read', payload: read });
    expect(stores.threads.getState().isKnown).toBe(true);
    server.say({ event: 'room:read', payload: { ...read, threads: true } });
    expect(stores.threads.getState().isKnown).toBe(false);
    expect(unread()).toBe(2);
  });

  it('is not known any more where I have come back into a room: no list that was read meanwhile has its threads', async () => {
    const { server, stores } = await setUp();
    stores.threads.setState({ isKnown: true });
    server.say({ event: 'room:removed', payload: { roomId: 'r' } });
    expect(stores.threads.getState().isKnown).toBe(true);
    server.say({ event: 'room:added', payload: { roomId: 'r', room: ROOM } });
    expect(stores.threads.getState().isKnown).toBe(false);
  });

  it('is only the room where that was read without them', async () => {
    const { server, unread } = await setUp();
    server.say({ event: 'room:read', payload: { roomId: 'r', lastReadSeq: 1, unread: 0, unreadThreads: 2 } });
    expect(unread()).toBe(2);
  });
});
