import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PresenceStore } from '../../src/presence/presence-store.js';

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
    it('is nowhere until a connection of theirs enters', async () => {
      expect(await store.isOnline(alice)).toBe(false);
      expect(await store.enter(alice, 'tab-1')).toBe(true);
      expect(await store.isOnline(alice)).toBe(true);
    });

    it('with two tabs is there until both are gone, in whatever order', async () => {
      for (const [first, second] of [
        ['tab-1', 'tab-2'],
        ['tab-2', 'tab-1'],
      ] as const) {
        expect(await store.enter(alice, 'tab-1')).toBe(true);
        expect(await store.enter(alice, 'tab-2')).toBe(false);
        expect(await store.leave(alice, first)).toBe(false);
        expect(await store.isOnline(alice)).toBe(true);
        expect(await store.leave(alice, second)).toBe(true);
        expect(await store.isOnline(alice)).toBe(false);
      }
    });

    it('comes and goes without anybody else', async () => {
      await store.enter(alice, 'tab-1');
      expect(await store.enter(bob, 'phone')).toBe(true);
      expect(await store.leave(alice, 'tab-1')).toBe(true);
      expect(await store.isOnline(bob)).toBe(true);
    });

    it('is in each room by themselves', async () => {
      await store.enter(alice, 'tab-1');
      expect(await store.isOnline(aliceInHall)).toBe(false);
      expect(await store.enter(aliceInHall, 'tab-1')).toBe(true);
      expect(await store.leave(alice, 'tab-1')).toBe(true);
      expect(await store.isOnline(aliceInHall)).toBe(true);
    });
  });

  describe('doing it twice is doing it once', () => {
    it('when entering', async () => {
      await store.enter(alice, 'tab-1');
      expect(await store.enter(alice, 'tab-1')).toBe(false);
      expect(await store.leave(alice, 'tab-1')).toBe(true);
      expect(await store.isOnline(alice)).toBe(false);
    });

    it('when leaving', async () => {
      await store.enter(alice, 'tab-1');
      expect(await store.leave(alice, 'tab-1')).toBe(true);
      expect(await store.leave(alice, 'tab-1')).toBe(false);
      expect(await store.leave(bob, 'tab-1')).toBe(false);
    });

    it('when a connection closes', async () => {
      await store.enter(alice, 'tab-1');
      expect(await store.close('alice', 'tab-1')).toEqual([alice]);
      expect(await store.close('alice', 'tab-1')).toEqual([]);
      expect(await store.close('bob', 'unknown')).toEqual([]);
    });
  });

  describe('a connection that closes', () => {
    it('names the rooms in which it was the last one, and only those', async () => {
      await store.enter(alice, 'tab-1');
      await store.enter(aliceInHall, 'tab-1');
      await store.enter(alice, 'tab-2');
      expect(await store.close('alice', 'tab-1')).toEqual([aliceInHall]);
      expect(await store.isOnline(alice)).toBe(true);
      expect(await store.close('alice', 'tab-2')).toEqual([alice]);
    });

    it('no longer counts for the rooms it had left before', async () => {
      await store.enter(alice, 'tab-1');
      await store.enter(aliceInHall, 'tab-1');
      await store.leave(alice, 'tab-1');
      expect(await store.close('alice', 'tab-1')).toEqual([aliceInHall]);
    });
  });

  describe('a person who is taken out', () => {
    it('is gone with all connections, from this room alone', async () => {
      await store.enter(alice, 'tab-1');
      await store.enter(alice, 'tab-2');
      await store.enter(aliceInHall, 'tab-2');
      await store.remove(alice);
      expect(await store.isOnline(alice)).toBe(false);
      expect(await store.isOnline(aliceInHall)).toBe(true);
      expect(await store.close('alice', 'tab-1')).toEqual([]);
      expect(await store.close('alice', 'tab-2')).toEqual([aliceInHall]);
    });

    it('can come back', async () => {
      await store.enter(alice, 'tab-1');
      await store.remove(alice);
      expect(await store.enter(alice, 'tab-1')).toBe(true);
    });

    it('need not have been there', async () => {
      await store.enter(bob, 'phone');
      await store.remove(alice);
      expect(await store.isOnline(bob)).toBe(true);
    });
  });

  describe('a room', () => {
    it('knows who is in it, each once', async () => {
      await store.enter(alice, 'tab-1');
      await store.enter(alice, 'tab-2');
      await store.enter(bob, 'phone');
      await store.enter(aliceInHall, 'tab-1');
      expect(await store.online('kitchen')).toEqual(new Set(['alice', 'bob']));
      expect(await store.count('kitchen')).toBe(2);
      await store.close('alice', 'tab-1');
      await store.remove(bob);
      expect(await store.online('kitchen')).toEqual(new Set(['alice']));
      expect(await store.online('hall')).toEqual(new Set());
      expect(await store.count('hall')).toBe(0);
    });

    it('tells who was in it when it was asked', async () => {
      await store.enter(alice, 'tab-1');
      const asked = await store.online('kitchen');
      await store.enter(bob, 'phone');
      expect(asked).toEqual(new Set(['alice']));
    });
  });

  describe('at once', () => {
    it('what is called first is done first', async () => {
      const answers = await Promise.all([
        store.enter(alice, 'tab-1'),
        store.enter(alice, 'tab-2'),
        store.leave(alice, 'tab-1'),
        store.close('alice', 'tab-2'),
        store.enter(alice, 'tab-3'),
      ]);
      expect(answers).toEqual([true, false, false, [alice], true]);
    });

    it('exactly one of a crowd of tabs is the first, and one the last', async () => {
      const tabs = Array.from({ length: 20 }, (_, n) => `tab-${String(n)}`);
      const came = await Promise.all(tabs.map((tab) => store.enter(alice, tab)));
      expect(came.filter(Boolean)).toHaveLength(1);
      const left = await Promise.all(tabs.map((tab) => store.leave(alice, tab)));
      expect(left.filter(Boolean)).toHaveLength(1);
      expect(await store.isOnline(alice)).toBe(false);
    });
  });
}
