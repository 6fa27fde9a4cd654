import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../scripts/lib/embedded-postgres.mjs';

/** One PostgreSQL for all journeys; each worker makes its own database in it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'chatket-e2e-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  process.env.E2E_POSTGRES_URL = postgres.url('postgres');
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
