import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisServer } from '../../../rig/redis.mjs';
import { CarriedBus } from '../../src/cluster/carried.bus.js';
import { PostgresCarrier } from '../../src/cluster/postgres.carrier.js';
import { RedisCarrier } from '../../src/cluster/redis.carrier.js';
import { header, NEWEST_VERSION, read, record } from '../../src/cluster/wire.js';
import { Config } from '../../src/config/index.js';
import { DatabaseTroubles } from '../../src/prisma/index.js';
import { RedisLink } from '../../src/redis/index.js';
import { BreakableProxy } from '../support/breakable-proxy.js';
import { until } from '../support/bus.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { describeBus, Ear, type Process } from './bus.suite.js';

let database: TestDatabase;
let redis: RedisServer;
beforeAll(async () => {
  [database, redis] = await Promise.all([createDatabase(), RedisServer.start()]);
});
afterAll(async () => {
  await Promise.all([redis.close(), database.drop()]);
});

async function open(
  options: { redisUrl?: string; databaseUrl?: string } = {},
): Promise<Process & { channel: string }> {
  const { redisUrl, databaseUrl = database.url } = options;
  const config = new Config({
    DATABASE_URL: databaseUrl,
    JWT_SECRET: 'demo',
    CODE_DELIVERY: 'response',
    ...(redisUrl && { REDIS_URL: redisUrl }),
  });
  const link = new RedisLink(config);
  await link.onModuleInit();
  // The bus goes by the database alone until Redis is there.
  const client = redisUrl ? await link.main() : undefined;
  if (client && client.status !== 'ready') await once(client, 'ready');
  const postgres = new PostgresCarrier(config, new DatabaseTroubles());
  const bus = new CarriedBus(redisUrl ? [new RedisCarrier(link), postgres] : [postgres]);
  bus.onApplicationBootstrap();
  return {
    bus,
    channel: `${link.prefix}bus`,
    close: async () => {
      await bus.onModuleDestroy();
      link.onModuleDestroy();
    },
  };
}

async function pair(options: { redisUrl?: string; databaseUrl?: string } = {}) {
  const processes = await Promise.all([open(options), open(options)]);
  for (const { bus } of processes) {
    await bus.isReady;
    await until(bus, () => bus.hasPeers && bus.isFast);
  }
  const [one, other] = processes;
  return { one, other, close: () => Promise.all(processes.map(({ close }) => close())) };
}

describe('the bus over PostgreSQL', () => {
  describeBus(() => open());

  it('says that something may be unknown when its connection was cut, and goes on', async () => {
    const proxy = await BreakableProxy.to(database.url);
    const [near, far] = await Promise.all([open(), open({ databaseUrl: proxy.url })]);
    try {
      await until(far.bus, () => far.bus.hasPeers && far.bus.isFast);
      const again = new Promise<void>((resolve) => far.bus.onListening(resolve));
      proxy.cut();
      await until(far.bus, () => !far.bus.isFast);
      await near.bus.publish('people', 'meanwhile');
      proxy.mend();
      await again;
      await until(far.bus, () => far.bus.hasPeers && far.bus.isFast);
      const ear = new Ear(far.bus);
      await near.bus.publish('people', 'afterwards');
      await ear.untilHeard('afterwards');
    } finally {
      await Promise.all([near.close(), far.close()]);
      await proxy.close();
    }
  });

  it('notices that something was published which it did not hear', async () => {
    const proxy = await BreakableProxy.to(database.url);
    const [near, far] = await Promise.all([open(), open({ databaseUrl: proxy.url })]);
    try {
      for (const { bus } of [near, far]) await until(bus, () => bus.hasPeers && bus.isFast);
      const gap = new Promise<void>((resolve) => near.bus.onListening(resolve));
      proxy.cut();
      await expect(far.bus.publish('people', 'lost')).rejects.toThrow();
      proxy.mend();
      await gap;
    } finally {
      await Promise.all([near.close(), far.close()]);
      await proxy.close();
    }
  });
});

describe('the bus over Redis, with PostgreSQL as its spare', () => {
  describeBus(() => open({ redisUrl: redis.url }));

  it.each([
    ['killed', () => redis.kill(), () => redis.up()],
    ['stopped', () => Promise.resolve(redis.pause()), () => Promise.resolve(redis.resume())],
  ] as const)('goes on while Redis is %s, and goes back', async (_how, harm, heal) => {
    const { one, other, close } = await pair({ redisUrl: redis.url });
    try {
      const ears = { people: new Ear(other.bus), heads: new Ear(other.bus, 'heads') };
      await harm();
      const published = one.bus.publish('people', 'published meanwhile');
      // What is told in the first moment may be lost on the way that is gone.
      const telling = setInterval(() => void one.bus.tellOthers('heads', 'told meanwhile'), 50);
      await ears.people.untilHeard('published meanwhile');
      await ears.heads.untilHeard('told meanwhile');
      clearInterval(telling);
      await heal();
      await published;
      await until(one.bus, () => one.bus.isFast && one.bus.hasPeers);
      await one.bus.tellOthers('heads', 'told afterwards');
      await ears.heads.untilHeard('told afterwards');
      expect(ears.people.heard).toEqual(['published meanwhile']);
    } finally {
      await close();
    }
  });

  it('says that something may be unknown when Redis was away, however short the while', async () => {
    const { one, other, close } = await pair({ redisUrl: redis.url });
    try {
      const said = [one, other].map(
        ({ bus }) =>
          new Promise<void>((resolve) => {
            bus.onChange(() => bus.isFast && bus.hasPeers && resolve());
          }),
      );
      await redis.kill();
      await redis.up();
      await Promise.all(said);
    } finally {
      await close();
    }
  });

  it('N33 goes on beside a process of a build to come, in words that it understands', async () => {
    const { one, other, close } = await pair({ redisUrl: redis.url });
    const [mouth, ears] = [new Redis(redis.url), new Redis(redis.url)];
    const heard: string[] = [];
    try {
      await ears.subscribe(one.channel);
      const isOurs = (text: string) => !text.includes('future-build');
      const byRedis = new Promise<void>((resolve) => {
        ears.on('message', (_channel: string, text: string) => {
          heard.push(text);
          if (heard.some((each) => isOurs(each) && each.includes('today'))) resolve();
        });
      });
      const ear = new Ear(other.bus);
      const toCome = NEWEST_VERSION + 1;
      const say = (version: number, topic: string, text: string) =>
        mouth.publish(
          one.channel,
          header({ version, origin: 'future-build', published: 0 }) + record({ topic, text }),
        );
      const beat = JSON.stringify({ max: toCome, via: 'redis', hears: ['redis', 'postgres'], mood: 'good' });
      await say(NEWEST_VERSION, 'beat', beat);
      await say(NEWEST_VERSION, 'weather', '{"is":"fine"}');
      await say(toCome, 'people', 'in words to come');
      await one.bus.publish('people', 'today');
      await Promise.all([ear.untilHeard('today'), byRedis]);
      expect(ear.heard).toEqual(['today']);
      expect(one.bus.hasPeers && other.bus.hasPeers).toBe(true);
      const ofOurs = heard.filter(isOurs);
      for (const text of ofOurs) expect(read(text)?.version).toBe(NEWEST_VERSION);
    } finally {
      for (const client of [mouth, ears]) client.disconnect();
      await close();
    }
  });

  it('is heard by processes that have no Redis', async () => {
    const [withIt, without] = await Promise.all([open({ redisUrl: redis.url }), open()]);
    try {
      for (const { bus } of [withIt, without]) await until(bus, () => bus.hasPeers && bus.isFast);
      const ear = new Ear(without.bus);
      await withIt.bus.publish('people', 'alice');
      await ear.untilHeard('alice');
    } finally {
      await Promise.all([withIt.close(), without.close()]);
    }
  });
});
