import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyMigrations, Database, DatabaseHealth, OrdinaryDatabase } from '../../src/prisma/index.js';
import { BreakableProxy } from '../support/breakable-proxy.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let target: TestDatabase;
let proxy: BreakableProxy;
beforeAll(async () => {
  target = await createDatabase();
  await applyMigrations(target.url);
  proxy = await BreakableProxy.to(target.url);
});
afterAll(async () => {
  await proxy.close();
  await target.drop();
});

describe('the health of the database', () => {
  it.each(['hot', 'ordinary'] as const)('needs the %s way to it as well as the other one', async (broken) => {
    const urlOf = (pool: string) => (pool === broken ? proxy.url : target.url);
    const hot = new Database(urlOf('hot'), 1, () => undefined);
    const ordinary = new OrdinaryDatabase(urlOf('ordinary'), 1, () => undefined);
    const health = new DatabaseHealth(hot, ordinary);
    expect(await health.state()).toBe('up');
    proxy.cut();
    expect(await health.state()).toBe('down');
    proxy.mend();
    // Each look finds out about one of the connections that are gone.
    while ((await health.state()) !== 'up');
    expect(await health.state()).toBe('up');
    await Promise.all([hot.close(), ordinary.close()]);
  });
});
