import { ConnectionPool } from './connection-pool.js';
import { DatabaseTroubles } from './database-troubles.js';
import { HOT_SESSION } from './session.js';

export { databaseError, isBroken, isDenied, isLockTimeout, isTransient } from './database-error.js';

/** A message is sent again soon. */
const PATIENCE_MS = 2_000;

/**
 * The hot pool: what is sent, changed, synchronized and read page by page. Each of its statements is a short walk on
 * indexes, whatever its values, and is planned once per connection (ADR 10). Everything else is `OrdinaryDatabase`'s.
 */
export class Database extends ConnectionPool {
  constructor(
    url: string,
    maxConnections: number,
    onIdleError: (error: Error) => void,
    troubles = new DatabaseTroubles(),
  ) {
    super({ url, maxConnections, patienceMs: PATIENCE_MS, session: HOT_SESSION, onIdleError, troubles });
  }
}

/** A BIGINT of the database as a number. Seqs stay far below 2^53; anything else is a defect. */
export function safeInteger(value: string | bigint | number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${String(value)} is not a safe integer`);
  return number;
}
