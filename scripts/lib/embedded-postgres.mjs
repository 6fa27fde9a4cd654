import { join, resolve } from 'node:path';
import { openDataDirectory } from './data-directory.mjs';
import { freePort } from './free-port.mjs';
import { keptSecret, readSecret } from './kept-secret.mjs';
import { postgresAccount } from './postgres/account.mjs';
import { postgresBinaries } from './postgres/binaries.mjs';
import { ensureCluster, hasCluster, ROLE, setPassword } from './postgres/cluster.mjs';
import {
  hasEnded,
  killPostmaster,
  PostmasterError,
  portIn,
  startPostmaster,
  stopLeftOver,
  stopPostmaster,
} from './postgres/postmaster.mjs';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const PORT_ATTEMPTS = 5;

/**
 * Runs a real PostgreSQL from the programs that npm installed. It listens on the loopback address only; its data and
 * its generated password live in `dataDir`, which belongs to this process as long as the server runs. Any number of
 * them can run side by side, each in a directory of its own.
 *
 * @param {object} options
 * @param {string} options.dataDir made when missing
 * @param {number} [options.port] default: any free one, kept over `restart()`
 * @param {(line: string) => void} [options.log] gets every line the server writes
 * @param {Record<string, string | number>} [options.settings] as in postgresql.conf, such as `{ fsync: 'off' }`
 * @param {ReturnType<typeof openDataDirectory>} [options.directory] when the caller holds the directory already
 * @param {(reason: string) => void} [options.onUnexpectedExit] called when the server ends though nobody asked it to
 * @returns {Promise<EmbeddedPostgres>}
 * @throws Refusal when the directory is in use or this system has no embedded PostgreSQL
 */
export async function startEmbeddedPostgres(options) {
  forgetPostgresVariables();
  const server = new EmbeddedPostgres(options);
  await server.restart();
  return server;
}

/** PGSSLMODE, PGOPTIONS and the like are meant for another server, and clients would follow them to this one. */
function forgetPostgresVariables() {
  for (const key of Object.keys(process.env)) if (/^PG[A-Z]/.test(key)) delete process.env[key];
}

/** Address of a cluster that another process is running right now, or undefined when none is. */
export function addressOfRunning(dataDir, database) {
  const [port, password] = [portIn(clusterIn(dataDir)), readSecret(passwordFileIn(dataDir))];
  return port && password && addressOf({ port, password, database });
}

class EmbeddedPostgres {
  /** The port on 127.0.0.1; the same after a restart. */
  port;
  #options;
  #directory;
  #child;
  #isStopping = false;

  constructor({ dataDir, directory, port, log = () => {}, settings = {}, onUnexpectedExit = () => {} }) {
    this.port = port;
    const path = directory?.path ?? resolve(dataDir);
    this.#options = {
      dataDir: path,
      directory,
      log,
      settings: { ...SETTINGS, ...settings },
      onUnexpectedExit,
    };
  }

  /** Process id of the server; another one after a restart. */
  get pid() {
    return this.#child?.pid;
  }

  /** @returns a connection string for one of the databases */
  url(database = 'postgres') {
    return addressOf({ port: this.port, password: this.#password(), database });
  }

  /** Makes a database unless it exists. */
  async ensureDatabase(database) {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: this.url() });
    await client.connect();
    try {
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
    } finally {
      await client.end();
    }
  }

  /**
   * Stops the server and gives the data directory back. Nothing committed is lost.
   * @param {'smart' | 'fast' | 'immediate'} [mode] wait for clients, end their sessions (default), drop everything
   */
  async stop(mode = 'fast') {
    if (this.#child) {
      this.#isStopping = true;
      const { pg_ctl: pgCtl } = await postgresBinaries();
      await stopPostmaster({ child: this.#child, path: this.#cluster(), pgCtl, mode });
    }
    if (!this.#options.directory) this.#directory?.close();
    this.#directory = undefined;
  }

  /** Ends the server without warning, as a crash would. The data directory stays taken: `restart()` or `stop()` it. */
  async kill() {
    this.#isStopping = true;
    if (this.#child) await killPostmaster(this.#child);
  }

  /** Starts the server again with the same port and data, and stops it before that if it runs. */
  async restart() {
    if (this.#child && !hasEnded(this.#child)) await this.stop();
    this.#directory ??= this.#options.directory ?? openDataDirectory(this.#options.dataDir);
    try {
      await this.#start();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async #start() {
    const { log, settings } = this.#options;
    const path = this.#cluster();
    const [account, { postgres, initdb }] = [postgresAccount(), await postgresBinaries()];
    await stopLeftOver(path, log);
    // The file may have been lost or cut off; the cluster still has the password that was in it.
    keptSecret(passwordFileIn(this.#directory.path), (password) => {
      if (hasCluster(path)) setPassword({ path, password, postgres, account });
    });
    ensureCluster({
      path,
      passwordFile: passwordFileIn(this.#directory.path),
      initdb,
      account,
      isThrowaway: settings.fsync === 'off',
    });
    const start = (port) => startPostmaster({ path, port, settings, postgres, account, log });
    if (this.port === undefined) [this.port, this.#child] = await onAnyPort(start);
    else this.#child = await start(this.port);
    this.#watch(this.#child);
  }

  /** A server that dies on its own is reported; one that would outlive this process goes with it. */
  #watch(child) {
    this.#isStopping = false;
    const takeAlong = () => child.kill('SIGINT');
    process.once('exit', takeAlong);
    child.once('exit', (code, signal) => {
      process.off('exit', takeAlong);
      if (!this.#isStopping) this.#options.onUnexpectedExit(signal ?? `exit code ${code}`);
    });
  }

  #cluster() {
    return clusterIn(this.#options.dataDir);
  }

  #password() {
    return keptSecret(passwordFileIn(this.#options.dataDir));
  }
}

/** Somebody else may take a free port between the moment it was found and the moment it is used. */
async function onAnyPort(start, attempts = PORT_ATTEMPTS) {
  const port = await freePort();
  try {
    return [port, await start(port)];
  } catch (error) {
    const isTaken = error instanceof PostmasterError && error.output.includes('Address already in use');
    if (!isTaken || attempts === 1) throw error;
    return onAnyPort(start, attempts - 1);
  }
}

function addressOf({ port, password, database }) {
  return `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

const clusterIn = (dataDir) => join(dataDir, 'postgres');
const passwordFileIn = (dataDir) => join(dataDir, 'postgres-password');
