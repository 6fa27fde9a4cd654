import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { RedisServer } from '../../../rig/redis.mjs';
import { Config } from '../../src/config/index.js';
import { RedisLink } from '../../src/redis/index.js';

const PATIENCE_MS = 30_000;

/** A Redis for the tests of a file, empty before each, and connections of as many processes as they want. */
export function useRedis() {
  let server: RedisServer;
  const links: RedisLink[] = [];
  let count = 0;

  beforeAll(async () => {
    server = await RedisServer.start();
    await open();
  });
  beforeEach(() => {
    count += 1;
  });
  afterAll(async () => {
    for (const link of links) link.onModuleDestroy();
    await server.close();
  });

  async function open(): Promise<RedisLink> {
    const link = new RedisLink(configOf({ REDIS_URL: server.url }));
    await link.onModuleInit();
    await isUp(link);
    links.push(link);
    return link;
  }

  return {
    get server() {
      return server;
    },
    /** The connection of one process, whose keys are those of this test alone. */
    get link(): RedisLink {
      const [link] = links;
      if (!link) throw new Error('there is no connection yet');
      return Object.assign(Object.create(link) as RedisLink, { prefix: `test-${String(count)}:` });
    },
    /** The same for what is counted by Redis: where a machine is busy, that answers later than people would wait. */
    get patientLink(): RedisLink {
      const { link } = this;
      const run = link.run.bind(link);
      return Object.assign(link, {
        run: (...[script, keys, args]: Parameters<RedisLink['run']>) => run(script, keys, args, PATIENCE_MS),
      });
    },
    untilUp: () => Promise.all(links.map(isUp)),
  };
}

export function configOf(values: Record<string, string>): Config {
  const required = { DATABASE_URL: 'postgresql://db/chat', JWT_SECRET: 'demo', CODE_DELIVERY: 'response' };
  return new Config({ ...required, ...values });
}

async function isUp(link: RedisLink): Promise<void> {
  const client = await link.main();
  if (client.status !== 'ready') await new Promise<void>((resolve) => client.once('ready', () => resolve()));
}
