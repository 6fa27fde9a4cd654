// @ts-check
import { pathToFileURL } from 'node:url';
import { runSql } from '../../rig/database.mjs';
import { startPostgres } from '../../rig/postgres.mjs';

const TEMPLATE = 'bench_template';

/**
 * One real PostgreSQL for all contestants of a run, with its default settings (`fsync` and `synchronous_commit` on) and
 * a data directory of its own that goes away with it. Each measurement gets a fresh copy of a database that has
 * ChatKet's tables.
 */
export class Cluster {
  #postgres;
  #count = 0;

  /** @param {Awaited<ReturnType<typeof startPostgres>>} postgres */
  constructor(postgres) {
    this.#postgres = postgres;
  }

  /** @param {string} migrateModule path of the server's compiled `prisma/migrate.js` */
  static async start(migrateModule) {
    const postgres = await startPostgres('bench', { isDurable: true });
    await postgres.server.ensureDatabase(TEMPLATE);
    const { applyMigrations } = await import(pathToFileURL(migrateModule).href);
    await applyMigrations(postgres.url(TEMPLATE));
    return new Cluster(postgres);
  }

  /** Process id of the postmaster. @returns {number} */
  get pid() {
    return this.#postgres.server.pid;
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
  query(url, text, values) {
    return runSql(url, text, values);
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
  }
}
