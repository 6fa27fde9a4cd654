import type { TestDatabase } from '../../rig/database.mjs';
import { pause } from './pause';

/** Whoever says nothing in a transaction for so long has left it open. PostgreSQL itself ends it a second later. */
const LEFT_AFTER_MS = 4_000;
const LOOK_MS = 50;

interface Idle {
  transaction: string;
  isLeft: boolean;
}

/**
 * Sessions that have a transaction open in which nobody says anything any more. Between two statements of one that goes
 * on there is a moment in which it looks the same: what is found is looked at again until it has gone on.
 */
export async function transactionsLeftOpen(
  database: Pick<TestDatabase, 'query'>,
  leftAfterMs = LEFT_AFTER_MS,
): Promise<number> {
  const found = new Set((await idle(database, leftAfterMs)).map(({ transaction }) => transaction));
  for (;;) {
    const still = (await idle(database, leftAfterMs)).filter(({ transaction }) => found.has(transaction));
    const left = still.filter(({ isLeft }) => isLeft).length;
    if (left > 0 || still.length === 0) return left;
    await pause(LOOK_MS);
  }
}

function idle(database: Pick<TestDatabase, 'query'>, leftAfterMs: number): Promise<Idle[]> {
  return database.query<Idle>(
    `SELECT pid || ' ' || xact_start AS transaction,
            clock_timestamp() - state_change > $1 * interval '1 ms' AS "isLeft"
     FROM pg_stat_activity
     WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
    [leftAfterMs],
  );
}
