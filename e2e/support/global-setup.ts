import { startPostgres } from '../../rig/postgres.mjs';

/** One PostgreSQL for all journeys; each worker makes its own database in it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const postgres = await startPostgres('e2e');
  process.env.E2E_POSTGRES_URL = postgres.url();
  return () => postgres.stop();
}
