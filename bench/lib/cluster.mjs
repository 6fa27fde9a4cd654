// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../scripts/lib/embedded-postgres.mjs';

const TEMPLATE = 'bench_template';

/**
 * One real PostgreSQL for all contestants of a run, with its default settings (`fsync` and `synchronous_commit` on) and
 * a data directory of its own that goes away with it. Each measurement gets a fresh copy of a database that has
 * ChatKet's tables.
 */
export class Cluster {
  #postgres;
  #dataDir;
  #count = 0;

  /** @param {any} postgres @param {string} dataDir */
  constructor(postgres, dataDir) {
    this.#postgres = postgres;
    this.#dataDir = dataDir;
  }

  /** @param {string} migrateModule path of the server's compiled `prisma/migrate.js` */
  static async start(migrateModule) {
    const dataDir = mkdtempSync(join(tmpdir(), 'chatket-bench-'));
    try {
      const postgres = await startEmbeddedPostgres({ dataDir });
      const cluster = new Cluster(postgres, dataDir);
      await postgres.ensureDatabase(TEMPLATE);
      const { applyMigrations } = await import(pathToFileURL(migrateModule).href);
      await applyMigrations(postgres.url(TEMPLATE));
      return cluster;
    } catch (error) {
      rmSync(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  /** Process id of the postmaster. @returns {number} */
  get pid() {
    return this.#postgres.pid;
  }

  /** @returns {Promise<{ name: string, url: string }>} a fresh database with ChatKet's tables */
  async createDatabase() {
    const name = `bench_${(this.#count += 1)}`;
    await this.query(this.#postgres.url(), `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    return { name, url: this.#postgres.url(name) };
  }

  /** @param {{ name: string }} database */
  async dropDatabase({ name }) {
    await this.query(this.#postgres.url(), `DROP DATABASE ${name} WITH (FORCE)`);
  }

  /** @param {string} url @param {string} text @param {unknown[]} [values] @returns {Promise<any[]>} */
  async query(url, text, values = []) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** @returns {Promise<string>} such as `18.4` */
  async version() {
    const [{ version }] = await this.query(
      this.#postgres.url(),
      `SELECT current_setting('server_version') AS version`,
    );
    return version;
  }

  async stop() {
    await this.#postgres.stop();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}
