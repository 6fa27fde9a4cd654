import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Rest } from '../../src/common/index.js';
import { Indexer } from '../../src/search/indexer.js';
import { startApp, type TestApp } from '../support/app.js';
import { within } from '../support/within.js';

const HOUR_MS = 3_600_000;

async function startWithPeople() {
  const world = await startApp();
  const [alice, bob] = await world.people.cast('alice', 'bob');
  if (!alice || !bob) throw new Error('nobody is there');
  const { roomId, a } = await world.people.conversation(alice, bob);
  const say = () => a.tell('message:send', { roomId, text: 'hello', clientMsgId: 'stopping-0001' });
  return { world, roomId, say };
}

/** While nothing can be written into the table, an hour passes for whoever has begun with it. */
async function slow({ world, table, begin }: { world: TestApp; table: string; begin: () => unknown }) {
  const holder = new pg.Client({ connectionString: world.database.url });
  await holder.connect();
  await holder.query(`BEGIN; LOCK TABLE "${table}" IN EXCLUSIVE MODE`);
  await begin();
  await within(
    `a batch for ${table}`,
    until(
      world,
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
       AND query LIKE '%"${table}"%'`,
    ),
  );
  world.clock.advance(HOUR_MS);
  await holder.query('COMMIT');
  await holder.end();
}

async function until(world: TestApp, sql: string, values: unknown[] = []): Promise<void> {
  while ((await world.database.query(sql, values)).length === 0)
    await new Promise((resolve) => setImmediate(resolve));
}

describe('a server that stops', () => {
  it('does not wait for the rest of the notifier', async () => {
    const { world, roomId, say } = await startWithPeople();
    await slow({ world, table: 'NoticeCursor', begin: say });
    const told = 'SELECT 1 FROM "NoticeCursor" WHERE "roomId" = $1 AND seq > 0';
    await within('telling people', until(world, told, [roomId]));
    await within('stopping the server', world.close());
  });

  it('does not wait for the rest of the index', async () => {
    const { world, say } = await startWithPeople();
    await say();
    // More than a batch of what is older, so that there is a rest behind the first.
    await world.database.query(
      `INSERT INTO "Message" SELECT (jsonb_populate_record(m, jsonb_build_object(
         'id', gen_random_uuid(), 'seq', m.seq + g, 'clientMsgId', 'stopping-more-' || g))).*
       FROM "Message" m, generate_series(1, 400) g`,
    );
    const indexer = world.app.get(Indexer);
    await indexer.catchUp();
    const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    await world.database.query('UPDATE "SearchState" SET "backId" = $1::uuid', [LAST]);
    const begin = () => void indexer.catchUp();
    await slow({ world, table: 'SearchEntry', begin });
    const takenIn = 'SELECT 1 FROM "SearchState" WHERE "backId" IS DISTINCT FROM $1::uuid';
    await within('taking in what is older', until(world, takenIn, [LAST]));
    await within('stopping the server', world.close());
  });
});

describe('a rest', () => {
  const SOON_MS = 900;
  /** Whether the rest has ended when a timer that was begun together with it rings. */
  async function endsBefore(ms: number, rest: Promise<void>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const rings = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
    const hasEnded = await Promise.race([rest.then(() => true), rings]);
    clearTimeout(timer);
    return hasEnded;
  }

  it('is one second at most', async () => {
    const rest = new Rest();
    const after = rest.measure();
    await endsBefore(1, new Promise(() => undefined));
    await within('a rest', after({ times: 1e12 }));
    await within('a rest', after({ times: 0, leastMs: 1e12 }));
  });

  it('ends when the server stops, and is none from then on', async () => {
    const rest = new Rest();
    const after = rest.measure();
    const first = after({ times: 0, leastMs: 1_000 });
    rest.end();
    expect(await endsBefore(SOON_MS, first)).toBe(true);
    expect(await endsBefore(SOON_MS, after({ times: 1, leastMs: 1_000 }))).toBe(true);
  });

  it('is none behind nothing', async () => {
    expect(await endsBefore(SOON_MS, new Rest().measure()({ times: 0 }))).toBe(true);
  });
});
