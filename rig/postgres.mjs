// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../scripts/lib/embedded-postgres.mjs';

/** Nothing in it outlives the run, so nothing waits for the disk. The server under test checks synchronous_commit. */
const UNSAFE_AND_FAST = { fsync: 'off', full_page_writes: 'off' };

/**
 * A real PostgreSQL with a port and a folder of its own, which goes away when it is stopped.
 * @param {string} name of what it is for, such as `chaos`; it is part of the folder's name
 * @param {{ isDurable?: boolean }} [options] durable: with the settings of `npm start`, for whoever kills or measures it
 * @returns {Promise<{ server: Awaited<ReturnType<typeof startEmbeddedPostgres>>, folder: string, url(database?: string): string, stop(beforeRemoval?: () => void): Promise<void> }>}
 *   `url` of the database `postgres` unless another one is named
 */
export async function startPostgres(name, { isDurable = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), `chatket-${name}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const settings = isDurable ? {} : UNSAFE_AND_FAST;
    const server = await startEmbeddedPostgres({ dataDir: folder, settings });
    return {
      server,
      folder,
      url: (database = 'postgres') => server.url(database),
      stop: async (beforeRemoval = () => {}) => {
        await server.stop();
        beforeRemoval();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
