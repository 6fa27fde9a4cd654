import { expect, it } from '@jest/globals';
import { applyMigrations } from '../../src/prisma/index.js';
import { createDatabase } from '../support/database.js';
import { BreakableProxy } from '../support/breakable-proxy.js';

it('a connection that is cut while migrations wait fails the start, and not the process', async () => {
  const database = await createDatabase();
  const proxy = await BreakableProxy.to(database.url);
  try {
    // A session-level lock; the pool of the test keeps its connection.
    await database.query('SELECT pg_advisory_lock(72707369)');
    let applying: Promise<string> | undefined;
    await new Promise<void>((resolve) => {
      const say = (message: string) => {
        if (message.startsWith('Waiting for another process')) resolve();
      };
      applying = applyMigrations(proxy.url, say).then(
        () => 'applied',
        () => 'failed',
      );
    });
    proxy.cut();
    expect(await applying).toBe('failed');
  } finally {
    await proxy.close();
    await database.drop();
  }
});
