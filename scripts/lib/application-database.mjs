import { createWriteStream } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { addressOfRunning, startEmbeddedPostgres } from './embedded-postgres.mjs';
import { dataDirectoryPath, hasOwnDatabase, localEnvironment } from './environment.mjs';
import { inRoot } from './paths.mjs';
import { say } from './progress.mjs';

const DATABASE = 'chatket';

/**
 * Starts the embedded server with the application's database in it. Should the server die on its own, it is started
 * again; `onLost` hears about it if that fails.
 * @param {{ directory: ReturnType<import('./data-directory.mjs').openDataDirectory>, onLost(error: Error): void }} options
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 */
export async function startApplicationDatabase({ directory, onLost }) {
  const output = createWriteStream(directory.file('postgres.log'), { mode: 0o600 });
  const server = await startEmbeddedPostgres({
    directory,
    log: (line) => output.write(`${line}\n`),
    onUnexpectedExit: (reason) => {
      say(`The database ended unexpectedly (${reason}); starting it again.`);
      server.restart().catch(onLost);
    },
  });
  await server.ensureDatabase(DATABASE);
  return { url: server.url(DATABASE), stop: () => server.stop() };
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
