import { connect } from 'node:net';
import { RedisServer } from '../../../rig/redis.mjs';
import type { Recorder } from '../history';
import { Link } from '../proxy/link';
import type { Random } from '../random';
import { ServerUnderTest } from './server';

/** A server and the links that are its own. */
export interface Station {
  server: ServerUnderTest;
  databaseLink: Link;
  redisLink: Link;
}

/** Two servers on one database, with one Redis. */
export class Cluster {
  private turn = 0;

  private constructor(
    readonly redis: RedisServer,
    readonly stations: readonly [Station, Station],
    private readonly record: Recorder,
  ) {}

  static async open(
    databaseUrl: string,
    { env, record, random }: { env: Record<string, string>; record: Recorder; random: Random },
  ): Promise<Cluster> {
    const redis = await RedisServer.start();
    const station = async (name: string): Promise<Station> => {
      const [database, toRedis] = await Promise.all([
        through(databaseUrl, random.fork(`database link ${name}`)),
        through(redis.url, random.fork(`redis link ${name}`)),
      ]);
      const urls = { DATABASE_URL: database.url, REDIS_URL: toRedis.url };
      const server = await ServerUnderTest.start({ ...env, ...urls }, record);
      return { server, databaseLink: database.link, redisLink: toRedis.link };
    };
    // One after the other: the first one makes the tables.
    return new Cluster(redis, [await station('one'), await station('two')], record);
  }

  get ports(): number[] {
    return this.stations.map(({ server }) => server.port);
  }

  /** Of one server after the other. */
  nextUrl(): string {
    this.turn += 1;
    return this.stations[this.turn % 2 === 0 ? 0 : 1].server.url;
  }

  /** Ends Redis without warning; it comes back empty. */
  async killRedis(): Promise<void> {
    this.record({ k: 'forgot', at: Date.now() });
    await this.redis.kill();
  }

  /** Redis forgets everything. Resolves when it has been told; one that is away is empty when it comes back. */
  async flush(): Promise<void> {
    this.record({ k: 'forgot', at: Date.now() });
    await new Promise<void>((resolve) => {
      const socket = connect(this.redis.port, '127.0.0.1', () => socket.end('FLUSHALL\r\n'));
      socket.on('data', () => undefined);
      socket.once('error', () => socket.destroy());
      socket.once('close', () => resolve());
    });
  }

  async close(): Promise<void> {
    this.redis.resume();
    for (const { server } of this.stations) server.resume();
    await Promise.all(this.stations.map(({ server }) => server.stop()));
    await Promise.all(
      this.stations.flatMap(({ databaseLink, redisLink }) => [databaseLink.close(), redisLink.close()]),
    );
    await this.redis.close();
  }
}

/** @returns a link, and the address with which it is gone through */
async function through(address: string, random: Random): Promise<{ link: Link; url: string }> {
  const url = new URL(address);
  const link = await Link.open({ target: { host: url.hostname, port: Number(url.port) }, random });
  url.port = String(link.port);
  return { link, url: url.href };
}
