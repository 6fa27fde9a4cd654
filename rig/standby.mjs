// @ts-check
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../scripts/lib/embedded-postgres.mjs';
import { runSql } from './database.mjs';

/** What belongs to the process, or comes over the stream. */
const NOT_COPIED = /^(postmaster\.(pid|opts)|pg_wal|pg_replslot|pg_stat_tmp)(\/|$)/;
const LOOK_MS = 20;

/** @typedef {Awaited<ReturnType<typeof import('./postgres.mjs').startPostgres>>} Postgres */

/** A physical standby of a PostgreSQL of our own, made of a base backup, that follows it until it is promoted. */
export class Standby {
  #server;
  #folder;

  /** @param {Awaited<ReturnType<typeof startEmbeddedPostgres>>} server @param {string} folder */
  constructor(server, folder) {
    this.#server = server;
    this.#folder = folder;
  }

  /**
   * @param {Postgres} primary
   * @param {{ name?: string, port?: number }} [options] the name by which the primary knows it, and where it is reached
   */
  static async start(primary, { name = 'standby', port = primary.server.port } = {}) {
    const folder = mkdtempSync(join(tmpdir(), `chatket-${name}-`));
    try {
      await copyCluster(primary, folder);
      writeFileSync(join(folder, 'postgres', 'standby.signal'), '');
      const url = new URL(primary.url());
      const from = `host=127.0.0.1 port=${port} user=${url.username} password=${url.password} application_name=${name}`;
      const server = await startEmbeddedPostgres({
        dataDir: folder,
        settings: { primary_conninfo: from, wal_retrieve_retry_interval: '100ms' },
      });
      return new Standby(server, folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** @param {string} [database] */
  url(database) {
    return this.#server.url(database);
  }

  /** @returns {number} */
  get port() {
    return this.#server.port;
  }

  /** Resolves when it has all that the primary has at this moment. @param {Postgres} primary */
  async untilCaughtUp(primary) {
    const [{ lsn }] = await runSql(primary.url(), 'SELECT pg_current_wal_lsn()::text AS lsn');
    const has = 'SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS has';
    while (!(await runSql(this.url(), has, [lsn]))[0].has) await delay(LOOK_MS);
  }

  /** From here on it takes writes, in a life of its own. */
  async promote() {
    const [{ done }] = await runSql(this.url(), 'SELECT pg_promote() AS done');
    if (!done) throw new Error('the standby was not promoted');
  }

  async close() {
    await this.#server.stop('immediate');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/**
 * A base backup of a cluster that runs. @param {Postgres} primary @param {string} folder
 */
async function copyCluster({ folder: from, url }, folder) {
  const session = new pg.Client({ connectionString: url() });
  await session.connect();
  try {
    await session.query("SELECT pg_backup_start('standby', fast => true)");
    copyData(from, folder, (name) => !NOT_COPIED.test(name));
    const { rows } = await session.query('SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)');
    writeFileSync(join(folder, 'postgres', 'backup_label'), rows[0].labelfile);
  } finally {
    await session.end();
  }
}

/**
 * Copies the files of a cluster and its password; of one that does not run all of them.
 * @param {string} from @param {string} to @param {(name: string) => boolean} [isWanted]
 */
export function copyData(from, to, isWanted = () => true) {
  copyFileSync(join(from, 'postgres-password'), join(to, 'postgres-password'));
  const [here, there] = [join(from, 'postgres'), join(to, 'postgres')];
  mkdirSync(there, { mode: 0o700 });
  for (const made of ['pg_wal', 'pg_replslot', 'pg_stat_tmp']) mkdirSync(join(there, made), { mode: 0o700 });
  for (const name of readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(isWanted))
    copyOne(join(here, name), join(there, name));
}

/** What has gone since it was listed is not needed: the log tells of it. @param {string} from @param {string} to */
function copyOne(from, to) {
  try {
    if (statSync(from).isDirectory()) mkdirSync(to, { recursive: true, mode: 0o700 });
    else copyFileSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
