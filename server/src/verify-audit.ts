import type { AuditCheck } from '@chatket/contract';
import { AuditRepository, walkChain } from './audit/index.js';
import { Config, environment } from './config/index.js';
import { OrdinaryDatabase } from './prisma/index.js';

/** Whether the audit log in that database is as it was written. @param url of a PostgreSQL that has ChatKet's tables @param expected as `walkChain` */
export async function verifyAudit(url: string, expected?: string): Promise<AuditCheck> {
  const database = new OrdinaryDatabase(url, 1, () => undefined);
  try {
    return await walkChain(new AuditRepository(database), expected);
  } finally {
    await database.close();
  }
}

/** The command: `node dist/verify-audit.js [hash]`, with the server's environment. Ends with 1 when the log was tampered with. */
export async function main(): Promise<void> {
  const check = await verifyAudit(new Config(environment()).get('DATABASE_URL'), process.argv[2]);
  process.stdout.write(`${JSON.stringify(check)}\n`);
  process.exitCode = check.isIntact && check.hasExpected !== false ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) await main();
