import { Config, environment } from './config/index.js';
import { OrdinaryDatabase } from './prisma/index.js';
import { IndexRepository, rebuild } from './search/index.js';

/**
 * Makes the index of the search anew.
 * @param url of a PostgreSQL that has ChatKet's tables
 * @param say is told how many messages have been taken in
 * @returns how many there were in all
 */
export async function rebuildSearch(url: string, say: (taken: number) => void): Promise<number> {
  const database = new OrdinaryDatabase(url, 1, () => undefined);
  try {
    return await rebuild(new IndexRepository(database), say);
  } finally {
    await database.close();
  }
}

/** The command: `node dist/rebuild-search.js`, with the server's environment. */
export async function main(): Promise<void> {
  const taken = await rebuildSearch(new Config(environment()).get('DATABASE_URL'), () => undefined);
  process.stdout.write(`${JSON.stringify({ taken })}\n`);
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) await main();
