import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PresenceStore } from './presence-store.js';

/** What every presence store has to do, whatever remembers the connections. */
export function describePresenceStore(create: () => PresenceStore): void {
  let store: PresenceStore;
  beforeEach(() => {
    store = create();
  });
  const alice = { roomId: 'kitchen', userId: 'alice' };
  const aliceInHall = { roomId: 'hall', userId: 'alice' };
  const bob = { roomId: 'kitchen', userId: 'bob' };

  describe('a person', () => {
    it('is nowhere until a connection of theirs enters', () => {
      expect(store.isOnline(alice)).toBe(false);
      expect(store.enter(alice, 'tab-1')).toBe(true);
      expect(store.isOnline(alice)).toBe(true);
    });

    it('with two tabs is there until both are gone, in whatever order', () => {
      for (const [first, second] of [
        ['tab-1', 'tab-2'],
        ['tab-2', 'tab-1'],
      ] as const) {
        expect(store.enter(alice, 'tab-1')).toBe(true);
        expect(store.enter(alice, 'tab-2')).toBe(false);
        expect(store.leave(alice, first)).toBe(false);
        expect(store.isOnline(alice)).toBe(true);
        expect(store.leave(alice, second)).toBe(true);
        expect(store.isOnline(alice)).toBe(false);
      }
    });

    it('comes and goes without anybody else', () => {
      store.enter(alice, 'tab-1');
      expect(store.enter(bob, 'phone')).toBe(true);
      expect(store.leave(alice, 'tab-1')).toBe(true);
      expect(store.isOnline(bob)).toBe(true);
    });

    it('is in each room by themselves', () => {
      store.enter(alice, 'tab-1');
      expect(store.isOnline(aliceInHall)).toBe(false);
      expect(store.enter(aliceInHall, 'tab-1')).toBe(true);
      expect(store.leave(alice, 'tab-1')).toBe(true);
      expect(store.isOnline(aliceInHall)).toBe(true);
    });
  });

  describe('doing it twice is doing it once', () => {
    it('when entering', () => {
      store.enter(alice, 'tab-1');
      expect(store.enter(alice, 'tab-1')).toBe(false);
      expect(store.leave(alice, 'tab-1')).toBe(true);
      expect(store.isOnline(alice)).toBe(false);
    });

    it('when leaving', () => {
      store.enter(alice, 'tab-1');
      expect(store.leave(alice, 'tab-1')).toBe(true);
      expect(store.leave(alice, 'tab-1')).toBe(false);
      expect(store.leave(bob, 'tab-1')).toBe(false);
    });

    it('when a connection closes', () => {
      store.enter(alice, 'tab-1');
      expect(store.close('alice', 'tab-1')).toEqual([alice]);
      expect(store.close('alice', 'tab-1')).toEqual([]);
      expect(store.close('bob', 'unknown')).toEqual([]);
    });
  });

  describe('a connection that closes', () => {
    it('names the rooms in which it was the last one, and only those', () => {
      store.enter(alice, 'tab-1');
      store.enter(aliceInHall, 'tab-1');
      store.enter(alice, 'tab-2');
      expect(store.close('alice', 'tab-1')).toEqual([aliceInHall]);
      expect(store.isOnline(alice)).toBe(true);
      expect(store.close('alice', 'tab-2')).toEqual([alice]);
    });

    it('no longer counts for the rooms it had left before', () => {
      store.enter(alice, 'tab-1');
      store.enter(aliceInHall, 'tab-1');
      store.leave(alice, 'tab-1');
      expect(store.close('alice', 'tab-1')).toEqual([aliceInHall]);
    });
  });

  describe('a person who is taken out', () => {
    it('is gone with all connections, from this room alone', () => {
      store.enter(alice, 'tab-1');
      store.enter(alice, 'tab-2');
      store.enter(aliceInHall, 'tab-2');
      store.remove(alice);
      expect(store.isOnline(alice)).toBe(false);
      expect(store.isOnline(aliceInHall)).toBe(true);
      expect(store.close('alice', 'tab-1')).toEqual([]);
      expect(store.close('alice', 'tab-2')).toEqual([aliceInHall]);
    });

    it('can come back', () => {
      store.enter(alice, 'tab-1');
      store.remove(alice);
      expect(store.enter(alice, 'tab-1')).toBe(true);
    });

    it('need not have been there', () => {
      store.enter(bob, 'phone');
      store.remove(alice);
      expect(store.isOnline(bob)).toBe(true);
    });
  });
}
