import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One PostgreSQL for all specs, with a data directory and a port of its own; each spec makes its own database in it. */
export default async function globalSetup() {
  if (process.env.TEST_POSTGRES_URL) return;
  const { startEmbeddedPostgres } = await import('../../../scripts/lib/embedded-postgres.mjs');
  const dataDir = mkdtempSync(join(tmpdir(), 'chatket-test-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  process.env.TEST_POSTGRES_URL = postgres.url('postgres');
  globalThis.chatketTestPostgres = { postgres, dataDir };
}
