import { beforeAll, describe, expect, it } from '@jest/globals';
import { Jobs } from '../../src/jobs/index.js';
import { PageChild } from '../../src/media/index.js';
import { MakePreviews } from '../../src/previews/make-previews.js';
import { OwnLinks } from '../../src/previews/own-links.js';
import { Pages as KnownPages } from '../../src/previews/pages.js';
import { say } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const HOST = '127.0.0.1:9';
const {
  world,
  cast: [alice],
} = useWorld(['alice'], { LINK_PREVIEWS: 'on', LINK_PREVIEW_TEST_HOSTS: HOST });

beforeAll(async () => {
  await world.app.get(Jobs).ready();
  // Nobody is free to look at pages from here on.
  await world.app.get(PageChild).onModuleDestroy();
});

let count = 0;
const newUrl = () => `http://${HOST}/busy-${String((count += 1))}`;
const linksOf = (text: string) => world.app.get(OwnLinks).in(text);
const pagesOf = (hash: string) => world.database.query('SELECT hash FROM "LinkPage" WHERE hash = $1', [hash]);

describe('a page that nobody is free for', () => {
  it('is claimed by nobody', async () => {
    const [link] = linksOf(newUrl());
    if (!link) throw new Error('it is a link');
    expect(await world.app.get(KnownPages).know(link)).toBe(false);
    expect(await pagesOf(link.hash)).toEqual([]);
    // What it says is known all the same, where it was looked at before.
    await world.database.query(
      `INSERT INTO "LinkPage" (hash, "claimedUntil", "expiresAt") VALUES ($1, now(), now() + interval '1 hour')`,
      [link.hash],
    );
    expect(await world.app.get(KnownPages).know(link)).toBe(true);
  });

  it('is looked for again less and less often, behind all else that is due', async () => {
    const room = await world.people.createRoom(alice);
    const [messageId = ''] = await say(world, room, alice, ['no link yet']);
    await world.database.query('UPDATE "Message" SET text = $2 WHERE id = $1', [messageId, newUrl()]);
    const breaks: number[] = [];
    await world.clock.standing(async () => {
      const now = world.clock.now();
      for (const tries of [3, 4, 5, 6, 20]) {
        await world.app.get(MakePreviews).run({ messageId, since: now, tries });
        const [job] = await world.database.query<{ at: Date; priority: number }>(
          `SELECT run_at AS at, priority::int FROM graphile_worker.jobs WHERE key = $1`,
          [`preview:${messageId}`],
        );
        expect(job?.priority).toBeGreaterThan(0);
        breaks.push((job?.at.getTime() ?? 0) - now);
      }
    });
    expect(breaks).toEqual([8_000, 16_000, 32_000, 60_000, 60_000]);
  });
});
