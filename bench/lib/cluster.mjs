// @ts-check
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runSql } from '../../rig/database.mjs';
import { startPostgres } from '../../rig/postgres.mjs';

/** The databases with the tables of the build that is measured, and of the one it is held against. */
export const OURS = 'bench_template';
export const BEFORE = 'bench_before';

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

  /** @param {{ template: string, dist: string }[]} builds compiled servers, each with the tables it wants */
  static async start(builds) {
    const postgres = await startPostgres('bench', { isDurable: true });
    try {
      for (const { template, dist } of builds) {
        await postgres.server.ensureDatabase(template);
        const { applyMigrations } = await import(pathToFileURL(join(dist, 'prisma', 'migrate.js')).href);
        await applyMigrations(postgres.url(template));
      }
      return new Cluster(postgres);
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  }

  /** Process id of the postmaster. @returns {number} */
  get pid() {
    return this.#postgres.server.pid;
  }

  /** @param {string} [template] of one of the builds @returns {Promise<{ name: string, url: string }>} a fresh database with its tables */
  async createDatabase(template = OURS) {
    const name = `bench_${(this.#count += 1)}`;
    await this.query(this.#postgres.url(), `CREATE DATABASE ${name} TEMPLATE ${template}`);
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
