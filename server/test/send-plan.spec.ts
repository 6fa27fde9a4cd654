import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from './support/app.js';
import type { Device } from './support/device.js';

let world: TestApp;
beforeAll(async () => {
  world = await startApp({ RATE_LIMIT_MESSAGES: '1000' });
});
afterAll(() => world.close());

describe('the statement that stores messages', () => {
  it('uses the indexes, on an empty table and on a filled one', async () => {
    const dora = await world.people.logIn('dora');
    const { id: roomId } = await world.people.createRoom(dora);
    const device = await world.people.connect(dora);
    const before = await scans(world);
    for (let n = 0; n < 20; n += 1) await sendNumbered(device, roomId, `empty-${String(n)}`);
    await world.database.query(
      `SELECT count(*) FROM generate_series(1, 200) AS batch, LATERAL chat_send(
         array_fill($1::uuid, ARRAY[100]), ARRAY(SELECT gen_random_uuid() FROM generate_series(1, 100) WHERE batch > 0),
         array_fill($2::uuid, ARRAY[100]),
         ARRAY(SELECT 'fill-' || batch || '-' || n FROM generate_series(1, 100) n),
         array_fill('filling'::text, ARRAY[100]))`,
      [roomId, dora.id],
    );
    for (let n = 0; n < 20; n += 1) await sendNumbered(device, roomId, `full-${String(n)}`);
    const after = await scans(world);
    expect(after.seqScans - before.seqScans).toBe(0);
    expect(after.dedupeScans).toBeGreaterThan(before.dedupeScans + 20_000);
    const [room] = await world.database.query<{ lastSeq: string }>(
      'SELECT "lastSeq" FROM "Room" WHERE id = $1',
      [roomId],
    );
    expect(room).toEqual({ lastSeq: '20040' });
  });
});

/** How often the tables of the send path were read whole, and how often the dedupe index was asked. */
async function scans({ database }: TestApp): Promise<{ seqScans: number; dedupeScans: number }> {
  const all = await database.query<{ table: string; scans: number }>(
    `SELECT relname AS table, seq_scan::int AS scans FROM pg_stat_user_tables WHERE relname = 'Message'`,
  );
  const [index] = await database.query<{ scans: number }>(
    `SELECT idx_scan::int AS scans FROM pg_stat_user_indexes WHERE indexrelname = 'Message_roomId_senderId_clientMsgId_key'`,
  );
  return { seqScans: all.reduce((sum, row) => sum + row.scans, 0), dedupeScans: index?.scans ?? 0 };
}

function sendNumbered(device: Device, roomId: string, name: string) {
  return device.tell('message:send', { roomId, text: name, clientMsgId: `msg-${name.padStart(8, '0')}` });
}
