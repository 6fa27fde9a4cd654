import { LIFTED_LOGIN_LIMITS } from '../../../rig/environment.mjs';
import { createRoom, joinRoom } from '../../../rig/people.mjs';
import { RedisServer } from '../../../rig/redis.mjs';
import { ServerProcess } from '../../../rig/server-process.mjs';
import { Page } from '../clients/page';
import { Link } from '../proxy/link';
import { logIn } from './people';

const LIFE_MS = 3_600_000;
const HOST = '127.0.0.1';

/** Two servers and a Redis, whose database can become another one. */
export class TwoOnOne {
  private readonly pages: Page[] = [];

  private constructor(
    readonly servers: readonly ServerProcess[],
    private readonly redis: RedisServer,
    private readonly link: Link,
  ) {}

  /** @param databaseUrl the first of the databases; the others have its name and its people */
  static async start(databaseUrl: string): Promise<TwoOnOne> {
    const [redis, link] = await Promise.all([
      RedisServer.start(),
      Link.open({ target: { host: HOST, port: Number(new URL(databaseUrl).port) } }),
    ]);
    const url = new URL(databaseUrl);
    url.port = String(link.port);
    const limits = { ...LIFTED_LOGIN_LIMITS, RATE_LIMIT_MESSAGES: '100000' };
    const env = { ...limits, DATABASE_URL: url.href, REDIS_URL: redis.url };
    // One after the other: the first one makes the tables.
    return new TwoOnOne([await ServerProcess.start(env), await ServerProcess.start(env)], redis, link);
  }

  /** People who are all in one room, by one server and the other in turns. */
  async people(names: readonly string[]): Promise<Page[]> {
    const [first = ''] = this.servers.map(({ url }) => url);
    const people = await Promise.all(names.map((name) => logIn(first, name, LIFE_MS)));
    const tokens = people.map(({ token }) => ({ token: token.text }));
    const [founder, ...others] = tokens;
    if (!founder) return [];
    const { id } = await createRoom(first, founder, 'Kitchen');
    await Promise.all(others.map((person) => joinRoom(first, person, id)));
    const pages = people.map((person, place) => new Page(person, this.urlFor(place), id));
    for (const page of pages) page.open();
    this.pages.push(...pages);
    return pages;
  }

  /** Nobody reaches the database any more. */
  cutOff(): void {
    this.link.set({ isRefusing: true });
    this.link.cut();
  }

  /** The address of the database leads to another one. */
  leadTo(port: number): void {
    this.link.lead({ host: HOST, port });
    this.link.set({});
  }

  async close(): Promise<void> {
    for (const page of this.pages) page.close();
    await Promise.all(this.servers.map((server) => server.stop()));
    await Promise.all([this.link.close(), this.redis.close()]);
  }

  private urlFor(place: number): string {
    return this.servers[place % this.servers.length]?.url ?? '';
  }
}
