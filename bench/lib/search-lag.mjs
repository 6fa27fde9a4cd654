// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { Latencies } from './latencies.mjs';

const EVERY_MS = 100;
const PATIENCE_MS = 120_000;

/** How old the oldest message is that cannot be found yet, in ms; 0 when all can. */
const LAG = `SELECT coalesce(max(extract(epoch FROM clock_timestamp() - m."createdAt") * 1000), 0)::float8 AS lag
  FROM "Room" r LEFT JOIN "SearchCursor" c ON c."roomId" = r.id CROSS JOIN LATERAL (
    SELECT x."createdAt" FROM "Message" x WHERE x."roomId" = r.id AND x.seq > coalesce(c.seq, 0) ORDER BY x.seq LIMIT 1) m`;
const COUNTS = `SELECT (SELECT count(*)::int FROM "Message") AS messages, (SELECT count(*)::int FROM "SearchEntry") AS entries,
  (SELECT count(DISTINCT doc)::int FROM "SearchEntry") AS docs`;
const NEWEST = 'SELECT id, text FROM "Message" ORDER BY seq DESC LIMIT 1';

/** Looks at how far the index is behind while something else goes on. */
export class SearchLag {
  #client;
  #lags = new Latencies();
  #isOver = false;
  #watching;

  /** @param {pg.Client} client connected */
  constructor(client) {
    this.#client = client;
    this.#watching = this.#watch();
  }

  /** @param {string} url of the database */
  static async start(url) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new SearchLag(client);
  }

  /** Ends looking. @returns {Promise<{ p50: number, p95: number, max: number }>} of all looks, in ms */
  async end() {
    this.#isOver = true;
    await this.#watching;
    return this.#lags.summary();
  }

  /** @returns {Promise<number>} how long the index took to have everything, in ms; not a number when it never had */
  async catchUpMs() {
    const start = performance.now();
    while (performance.now() - start < PATIENCE_MS) {
      if ((await this.#lag()) === 0) return performance.now() - start;
      await delay(EVERY_MS);
    }
    return Number.NaN;
  }

  /** Each message must be there once, and the newest must be found. @param {number} port @param {string} token @returns {Promise<string[]>} */
  async faults(port, token) {
    const [{ messages, entries, docs }] = (await this.#client.query(COUNTS)).rows;
    const [{ id, text }] = (await this.#client.query(NEWEST)).rows;
    const q = encodeURIComponent(`"${text.slice(0, 60)}"`);
    const answer = await fetch(`http://127.0.0.1:${port}/api/search?q=${q}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = /** @type {any} */ (await answer.json());
    const isRight = messages === entries && entries === docs;
    return [
      ...(isRight ? [] : [`${messages} messages, ${entries} entries with ${docs} docs`]),
      ...(page.results?.[0]?.message.messageId === id
        ? []
        : [`not the newest message ${id} is found first: ${JSON.stringify(page).slice(0, 300)}`]),
    ];
  }

  async close() {
    await this.#client.end();
  }

  async #watch() {
    while (!this.#isOver) {
      this.#lags.add(await this.#lag());
      await delay(EVERY_MS);
    }
  }

  async #lag() {
    return (await this.#client.query(LAG)).rows[0].lag;
  }
}
