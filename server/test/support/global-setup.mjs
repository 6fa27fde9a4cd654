import { startPostgres } from '../../../rig/postgres.mjs';

/** One PostgreSQL for all specs; each spec makes its own database in it. */
export default async function globalSetup() {
  if (process.env.TEST_POSTGRES_URL) return;
  const postgres = await startPostgres('test');
  process.env.TEST_POSTGRES_URL = postgres.url();
  globalThis.chatketTestPostgres = postgres;
}
