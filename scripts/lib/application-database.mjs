import { createWriteStream } from 'node:fs';
import { addressOfRunning, startEmbeddedPostgres } from './embedded-postgres.mjs';
import { dataDirectoryPath } from './environment.mjs';
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

/** Address of the database that the application uses at the moment, or undefined when none is running. */
export function addressOfApplicationDatabase(environment = process.env) {
  return environment.DATABASE_URL || addressOfRunning(dataDirectoryPath(environment), DATABASE);
}
