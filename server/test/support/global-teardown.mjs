import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  if (!globalThis.chatketTestPostgres) return;
  const { postgres, dataDir } = globalThis.chatketTestPostgres;
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
