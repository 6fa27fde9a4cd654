import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  rmSync(globalThis.chatketTestTls, { recursive: true, force: true });
  await globalThis.chatketTestPostgres?.stop();
}
