// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../scripts/lib/embedded-postgres.mjs';

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
  #dataDir;
  #count = 0;

  /** @param {any} postgres @param {string} dataDir */
  constructor(postgres, dataDir) {
    this.#postgres = postgres;
    this.#dataDir = dataDir;
  }

  /** @param {{ template: string, dist: string }[]} builds compiled servers, each with the tables it wants */
  static async start(builds) {
    const dataDir = mkdtempSync(join(tmpdir(), 'chatket-bench-'));
    try {
      const postgres = await startEmbeddedPostgres({ dataDir });
      const cluster = new Cluster(postgres, dataDir);
      for (const { template, dist } of builds) {
        await postgres.ensureDatabase(template);
        const { applyMigrations } = await import(pathToFileURL(join(dist, 'prisma', 'migrate.js')).href);
        await applyMigrations(postgres.url(template));
      }
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
