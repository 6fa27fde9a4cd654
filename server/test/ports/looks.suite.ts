import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Looks } from '../../src/notifications/looks.js';

/** What has to be true of who looks at which room, wherever that is kept. */
export function describeLooks(create: () => Looks): void {
  let looks: Looks;
  beforeEach(() => {
    looks = create();
  });
  const tab = { id: 'tab', userId: 'alice' };
  const phone = { id: 'phone', userId: 'alice' };
  const bob = { id: 'laptop', userId: 'bob' };
  const at = async (roomId: string) => [...(await looks.at(roomId))].sort();

  describe('who looks at a room', () => {
    it('does so until they look elsewhere, or nowhere', async () => {
      expect(await at('kitchen')).toEqual([]);
      await looks.look(tab, 'kitchen');
      await looks.look(bob, 'kitchen');
      expect(await at('kitchen')).toEqual(['alice', 'bob']);
      await looks.look(tab, 'hall');
      expect([await at('kitchen'), await at('hall')]).toEqual([['bob'], ['alice']]);
      await looks.look(tab, undefined);
      expect(await at('hall')).toEqual([]);
    });

    it('does so on any of their devices', async () => {
      await looks.look(tab, 'kitchen');
      await looks.look(phone, 'kitchen');
      await looks.look(phone, 'hall');
      expect([await at('kitchen'), await at('hall')]).toEqual([['alice'], ['alice']]);
      await looks.leave(phone.id);
      expect([await at('kitchen'), await at('hall')]).toEqual([['alice'], []]);
    });

    it('may say so twice, and go without having looked', async () => {
      await looks.look(tab, 'kitchen');
      await looks.look(tab, 'kitchen');
      await looks.leave(bob.id);
      await looks.leave(tab.id);
      await looks.leave(tab.id);
      expect(await at('kitchen')).toEqual([]);
    });
  });
}
