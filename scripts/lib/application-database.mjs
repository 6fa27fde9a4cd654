import { createWriteStream, renameSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { addressOfRunning, startEmbeddedPostgres } from './embedded-postgres.mjs';
import { dataDirectoryPath, hasOwnDatabase, localEnvironment } from './environment.mjs';
import { inRoot } from './paths.mjs';
import { say } from './progress.mjs';

const DATABASE = 'chatket';
const LOG_MAX_BYTES = 5_000_000;

/**
 * Starts the embedded server with the application's database in it. Should the server die on its own, it is started
 * again; `onLost` hears about it if that fails.
 * @param {{ directory: ReturnType<import('./data-directory.mjs').openDataDirectory>, onLost(error: Error): void }} options
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 */
export async function startApplicationDatabase({ directory, onLost }) {
  const log = openLog(directory.file('postgres.log'));
  const server = await startEmbeddedPostgres({
    directory,
    log,
    onUnexpectedExit: (reason) => {
      say(`The database ended unexpectedly (${reason}); starting it again.`);
      server.restart().catch(onLost);
    },
  });
  await server.ensureDatabase(DATABASE);
  return { url: server.url(DATABASE), stop: () => server.stop() };
}

/** What PostgreSQL says is kept over restarts, up to a bound; the log before that has `.1` at its end. */
function openLog(path) {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_MAX_BYTES) renameSync(path, `${path}.1`);
  const output = createWriteStream(path, { mode: 0o600, flags: 'a' });
  let isWritable = true;
  // A full disk costs lines of the log, and nothing else.
  output.on('error', () => (isWritable = false));
  return (line) => isWritable && output.write(`${line}\n`);
}

/**
 * Address of the database that the application uses at the moment: the one that the environment names in any of the
 * ways the server understands, else the embedded one.
 * @returns {Promise<string | undefined>} undefined when none is running
 */
export async function addressOfApplicationDatabase(environment = process.env) {
  if (!hasOwnDatabase(environment)) return addressOfRunning(dataDirectoryPath(environment), DATABASE);
  const { Config } = await import(pathToFileURL(inRoot('server', 'dist', 'config', 'index.js')).href);
  return new Config(localEnvironment(environment)).get('DATABASE_URL');
}
