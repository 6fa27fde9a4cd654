import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Config } from '../../src/config/index.js';
import { OrdinaryDatabase } from '../../src/prisma/index.js';
import { SecretsRepository } from '../../src/push/secrets.repository.js';
import { VapidKeys } from '../../src/push/vapid-keys.js';
import { TEST_ENVIRONMENT } from '../../../rig/environment.mjs';
import { createMigratedDatabase, type TestDatabase } from '../support/database.js';

let target: TestDatabase;
let database: OrdinaryDatabase;
beforeAll(async () => {
  target = await createMigratedDatabase();
  database = new OrdinaryDatabase(target.url, 5, () => undefined);
});
afterAll(async () => {
  await database.close();
  await target.drop();
});

const server = (env: object = {}) =>
  new VapidKeys(
    new SecretsRepository(database),
    new Config({ ...TEST_ENVIRONMENT, DATABASE_URL: target.url, ...env }),
  );

describe('the key pair of the server', () => {
  it('is one, however many servers make it at once, and the same after a restart', async () => {
    const pairs = await Promise.all(Array.from({ length: 10 }, () => server().pair()));
    expect(new Set(pairs.map(({ publicKey }) => publicKey)).size).toBe(1);
    expect(await server().pair()).toEqual(pairs[0]);
    const [row] = await target.query<{ sealed: Buffer }>('SELECT sealed FROM "InstanceSecret"');
    expect(row?.sealed.includes(pairs[0]?.privateKey ?? '')).toBe(false);
  });

  it('is made anew for a server with another secret, and devices have to subscribe anew', async () => {
    const before = await server().pair();
    await target.query(`INSERT INTO "User" (id, username) VALUES (gen_random_uuid(), 'alice')`);
    await target.query(
      `INSERT INTO "PushSubscription" (id, "userId", "endpointHash", endpoint, p256dh, auth, language, origin)
       SELECT gen_random_uuid(), id, '', '', '', '', 'en', '' FROM "User"`,
    );
    const JWT_SECRET = 'another-secret-that-is-long-enough-for-it';
    const [one, two] = await Promise.all([server({ JWT_SECRET }).pair(), server({ JWT_SECRET }).pair()]);
    expect(one).toEqual(two);
    expect(one?.publicKey).not.toBe(before.publicKey);
    expect(await target.query('SELECT 1 FROM "PushSubscription"')).toEqual([]);
  });
});
