import { describe, expect, it } from '@jest/globals';
import { MemoryPresenceStore } from '../../src/presence/memory.presence-store.js';
import { describePresenceStore } from './presence-store.suite.js';

describe('the presence store in memory', () => {
  describePresenceStore(() => new MemoryPresenceStore());

  it('remembers nothing of people who have come and gone', async () => {
    const store = new MemoryPresenceStore();
    for (let person = 0; person < 1_000; person += 1) {
      const userId = `person-${String(person)}`;
      const connections = [`${userId}-a`, `${userId}-b`];
      for (const connectionId of connections) {
        await store.enter({ roomId: 'kitchen', userId }, connectionId);
        await store.enter({ roomId: 'hall', userId }, connectionId);
      }
      if (person % 3 === 0) await store.remove({ roomId: 'kitchen', userId });
      if (person % 3 === 1) await store.leave({ roomId: 'hall', userId }, connections[0] ?? '');
      for (const connectionId of connections) await store.close(userId, connectionId);
    }
    expect(store.size).toBe(0);
  });
});
