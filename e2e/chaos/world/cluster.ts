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
    await this.tell('FLUSHALL');
  }

  /** The clock of Redis is set forward: all that ends some time has ended. */
  async setClockForward(ms: number): Promise<void> {
    await this.shiftClock(ms);
    await this.flush();
  }

  /** It is set back to what it was: all that ends some time lives for so much longer. */
  async setClockBack(ms: number): Promise<void> {
    await this.shiftClock(0);
    await this.tell(
      `EVAL "for _, key in ipairs(redis.call('KEYS', '*')) do local left = redis.call('PTTL', key) ` +
        `if left > 0 then redis.call('PEXPIRE', key, left + ${String(ms)}) end end" 0`,
    );
  }

  private async shiftClock(offsetMs: number): Promise<void> {
    await Promise.all(this.stations.map(({ server }) => server.order({ kind: 'redis-clock', offsetMs })));
  }

  /** Resolves when Redis has done it, or is away. */
  private async tell(command: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const socket = connect(this.redis.port, '127.0.0.1', () => socket.end(`${command}\r\n`));
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
