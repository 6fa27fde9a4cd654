import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runSql } from '../../rig/database.mjs';
import { startPostgres } from '../../rig/postgres.mjs';
import { copyData, Standby } from '../../rig/standby.mjs';
import { startEmbeddedPostgres } from '../../scripts/lib/embedded-postgres.mjs';
import type { Page } from './clients/page';
import { Link } from './proxy/link';
import { TwoOnOne } from './world/two-on-one';

const NAME = 'chatket';
const PATIENCE = { timeout: 120_000, interval: 50 };

const until = (isSo: () => boolean, what: () => string) =>
  vi.waitFor(() => {
    if (!isSo()) throw new Error(what());
  }, PATIENCE);
const isHeldBy = (pages: readonly Page[], count: number) =>
  until(
    () => pages.every(({ texts, pending }) => texts.length >= count && pending === 0),
    () => pages.map(({ texts, pending }) => `${String(pending)} pending, ${texts.join('|')}`).join('\n'),
  );

/** What is undone at the end, the last first. */
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

async function begin() {
  const primary = await startPostgres('primary', { isDurable: true });
  undo.push(() => primary.stop());
  await primary.server.ensureDatabase(NAME);
  const world = await TwoOnOne.start(primary.url(NAME));
  undo.push(() => world.close());
  return { primary, world };
}

interface Stored {
  text: string;
  messageId: string;
  seq: number;
}
const storedIn = async (url: string) =>
  (await runSql(url, `SELECT text, id AS "messageId", seq::int FROM "Message" ORDER BY seq`)) as Stored[];

/** All say something, so that it is with all. */
async function all(pages: readonly Page[], what: string): Promise<void> {
  const before = pages[0]?.texts.length ?? 0;
  pages.forEach((page, place) => page.say(`${what} ${String(place)}`));
  await isHeldBy(pages, before + pages.length);
}

/** In the end everybody shows what the database has, and it has all of these once. */
async function isSame(pages: readonly Page[], url: string, said: readonly string[]): Promise<void> {
  await vi.waitFor(async () => {
    const texts = (await storedIn(url)).map(({ text }) => text);
    expect([...texts].sort()).toEqual([...said].sort());
    for (const page of pages) expect(page).toMatchObject({ texts, pending: 0 });
  }, PATIENCE);
}

describe('when a standby is promoted', () => {
  it('S281 N35 behind the primary: what it did not have is offered again, once, and everybody shows the same', async () => {
    const { primary, world } = await begin();
    const stream = await Link.open({ target: { host: '127.0.0.1', port: primary.server.port } });
    undo.push(() => stream.close());
    const pages = await world.people(['anna', 'berk', 'cem']);
    const [anna, berk, cem] = pages as [Page, Page, Page];
    await all(pages, 'kept');
    const standby = await Standby.start(primary, { port: stream.port });
    undo.push(() => standby.close());
    await standby.untilCaughtUp(primary);
    stream.set({ isRefusing: true });
    stream.cut();
    await all(pages, 'lost');
    // Cem is not there when it happens, and comes back with positions that mean other messages then.
    cem.close();

    world.cutOff();
    await primary.server.kill();
    await standby.promote();
    expect((await storedIn(standby.url(NAME))).map(({ text }) => text.split(' ')[0])).toEqual(
      pages.map(() => 'kept'),
    );
    world.leadTo(standby.port);
    const said = ['kept 0', 'kept 1', 'kept 2', 'lost 0', 'lost 1'];
    await isSame([anna, berk], standby.url(NAME), said);
    // As far as he had seen, and further.
    const more = ['afterwards 1', 'afterwards 2', 'afterwards 3'];
    for (const text of more) berk.say(text);
    await isSame([anna, berk], standby.url(NAME), [...said, ...more]);
    cem.open();
    await isSame(pages, standby.url(NAME), [...said, ...more]);
  });

  it('N35 with synchronous replication: nothing that was acknowledged is lost', async () => {
    const { primary, world } = await begin();
    const standby = await Standby.start(primary, { name: 'second' });
    undo.push(() => standby.close());
    await runSql(primary.url(), `ALTER SYSTEM SET synchronous_standby_names = 'second'`);
    await runSql(primary.url(), 'SELECT pg_reload_conf()');
    const isSync = `SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'`;
    await vi.waitFor(async () => expect(await runSql(primary.url(), isSync)).toHaveLength(1), PATIENCE);
    const pages = await world.people(['anna', 'berk', 'cem', 'deniz']);
    const acked = () => pages.flatMap((page) => page.acked);
    const ackedOver = (count: number) =>
      until(
        () => acked().length > count,
        () => `${String(acked().length)} of ${String(count)} acknowledged`,
      );
    let said = 0;
    const talk = setInterval(() => pages.forEach((page) => page.say(`text ${String((said += 1))}`)), 20);
    undo.push(() => clearInterval(talk));
    await ackedOver(100);
    await primary.server.kill();
    world.cutOff();
    const before = acked().length;
    await standby.promote();
    world.leadTo(standby.port);
    await ackedOver(before + 40);
    clearInterval(talk);
    await until(
      () => pages.every(({ pending }) => pending === 0),
      () => `${String(acked().length)} of ${String(said)} acknowledged`,
    );
    const stored = await storedIn(standby.url(NAME));
    const byId = new Map(stored.map((message) => [message.messageId, message]));
    for (const message of acked()) expect(byId.get(message.messageId)).toEqual(message);
    expect(stored).toHaveLength(said);
    expect(new Set(stored.map(({ text }) => text)).size).toBe(said);
    await until(
      () => pages.every(({ cursor }) => cursor === stored.at(-1)?.seq),
      () => pages.map(({ cursor }) => cursor).join(' '),
    );
  });
});

it('N34 when an older copy of the data directory is put back, everybody begins anew, however far it has gone on since', async () => {
  const { primary, world } = await begin();
  const folder = mkdtempSync(join(tmpdir(), 'chatket-copy-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const pages = await world.people(['anna', 'berk', 'cem']);
  const [anna, berk, cem] = pages as [Page, Page, Page];
  await all(pages, 'kept');
  world.cutOff();
  await primary.server.stop();
  copyData(primary.folder, folder);
  await primary.server.restart();
  world.leadTo(primary.server.port);
  await all(pages, 'gone');
  cem.close();
  berk.close();

  world.cutOff();
  await Promise.all(world.servers.map((server) => server.stop()));
  await primary.server.kill();
  const copy = await startEmbeddedPostgres({ dataDir: folder });
  undo.push(() => copy.stop());
  world.leadTo(copy.port);
  await Promise.all(world.servers.map((server) => server.start()));
  // Anna's page was there all the time: what she had said is said again. The others have gone.
  const said = ['kept 0', 'kept 1', 'kept 2', 'gone 0'];
  await isSame([anna], copy.url(NAME), said);
  const more = ['more', 'and more', 'and so on'];
  for (const text of more) anna.say(text);
  await isSame([anna], copy.url(NAME), [...said, ...more]);
  berk.open();
  cem.open();
  await isSame(pages, copy.url(NAME), [...said, ...more]);
});
