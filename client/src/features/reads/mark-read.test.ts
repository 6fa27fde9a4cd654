import type { Room } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Realtime } from '../../realtime';
import { createChatStores } from '../../store';
import { alice } from '../../testing';
import { markRead } from './mark-read';
import { unreadNow } from './use-unread';

beforeEach(() => void vi.stubGlobal('window', new EventTarget()));
afterEach(() => void vi.unstubAllGlobals());

/** Alice's page with a room that she has read. */
function setUp(room: Partial<Room>) {
  const stores = createChatStores(alice);
  const known = { id: 'r', name: 'Room', lastSeq: 7, lastReadSeq: 7, ...room } as Room;
  stores.rooms.actions.load([known]);
  stores.reads.actions.see('r', 7);
  const told: unknown[] = [];
  const realtime = { markRead: (...mark: unknown[]) => void told.push(mark) } as unknown as Realtime;
  const now = () => stores.rooms.getState().mine.r ?? known;
  return { stores, told, now, mark: () => markRead({ stores, realtime, room: now() }) };
}

describe('to mark a room as read', () => {
  it('reads its threads as well, and nothing sticks', () => {
    const { stores, told, now, mark } = setUp({ unreadThreads: 2 });
    expect(unreadNow(stores, now())).toMatchObject({ count: 0, hasNews: true });
    mark();
    expect(told).toEqual([['r', 7, undefined, 'all']]);
    expect(unreadNow(stores, now()).hasNews).toBe(false);
  });

  it('is nothing where nothing is unread', () => {
    const { told, mark } = setUp({});
    mark();
    expect(told).toEqual([]);
  });
});
