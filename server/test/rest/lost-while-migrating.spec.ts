import { expect, it } from '@jest/globals';
import { applyMigrations } from '../../src/prisma/index.js';
import { createDatabase } from '../support/database.js';
import { BreakableProxy } from './support/breakable-proxy.js';

it('a connection that is cut while migrations wait fails the start, and not the process', async () => {
  const database = await createDatabase();
  const proxy = await BreakableProxy.to(database.url);
  try {
    // A session-level lock; the pool of the test keeps its connection.
    await database.query('SELECT pg_advisory_lock(72707369)');
    const applying = applyMigrations(proxy.url).then(
      () => 'applied',
      () => 'failed',
    );
    const waiting = `SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = 'advisory'`;
    while ((await database.query(waiting)).length === 0);
    proxy.cut();
    expect(await applying).toBe('failed');
  } finally {
    await proxy.close();
    await database.drop();
  }
});
