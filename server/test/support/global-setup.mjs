import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../rig/postgres.mjs';
import { selfSigned } from '../../../rig/self-signed.mjs';

/** One PostgreSQL for all specs; each spec makes its own database in it. And what a service of theirs over https shows. */
export default async function globalSetup() {
  const folder = mkdtempSync(join(tmpdir(), 'chatket-tls-'));
  const { key, certificate } = selfSigned();
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 });
  writeFileSync(join(folder, 'certificate.pem'), certificate);
  process.env.TEST_TLS_DIR = folder;
  globalThis.chatketTestTls = folder;
  if (process.env.TEST_POSTGRES_URL) return;
  const postgres = await startPostgres('test');
  process.env.TEST_POSTGRES_URL = postgres.url();
  globalThis.chatketTestPostgres = postgres;
}
