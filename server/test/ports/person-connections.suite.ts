import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PersonConnections } from '../../src/realtime/person-connections.js';

/** What has to count the connections of people, wherever it does. */
export function describePersonConnections(create: () => PersonConnections): void {
  let connections: PersonConnections;
  beforeEach(() => {
    connections = create();
  });
  const ids = (count: number) => Array.from({ length: count }, (_, n) => `tab-${String(n)}`);
  const enter = (id: string, userId = 'alice') => connections.enter(userId, id, 3);
  const enterAll = (count: number, userId?: string) => Promise.all(ids(count).map((id) => enter(id, userId)));

  it('lets as many in as the limit, those that came first', async () => {
    expect(await enterAll(5)).toEqual([true, true, true, false, false]);
  });

  it('counts each person by themselves', async () => {
    await enterAll(5);
    expect(await enterAll(5, 'bob')).toEqual([true, true, true, false, false]);
  });

  it('counts one connection once', async () => {
    for (let n = 0; n < 5; n += 1) expect(await enter('tab-0')).toBe(true);
    expect(await enter('tab-1')).toBe(true);
    expect(await enter('tab-2')).toBe(true);
    expect(await enter('tab-3')).toBe(false);
    expect(await enter('tab-0')).toBe(true);
  });

  describe('a connection that is gone', () => {
    it('makes room for one more, once', async () => {
      await enterAll(3);
      await connections.leave('alice', 'tab-1');
      await connections.leave('alice', 'tab-1');
      expect(await enter('tab-3')).toBe(true);
      expect(await enter('tab-4')).toBe(false);
    });

    it('and was not let in makes no room', async () => {
      await enterAll(4);
      await connections.leave('alice', 'tab-3');
      await connections.leave('bob', 'tab-0');
      expect(await enter('tab-4')).toBe(false);
    });

    it('before its entering was answered is not counted', async () => {
      const entering = enter('tab-0');
      const leaving = connections.leave('alice', 'tab-0');
      await Promise.all([entering, leaving]);
      expect(await Promise.all(['tab-1', 'tab-2', 'tab-3'].map((id) => enter(id)))).toEqual([
        true,
        true,
        true,
      ]);
    });
  });
}
