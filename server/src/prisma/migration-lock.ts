import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { DatabaseRefusal } from './database-refusal.js';

/** The lock of `prisma migrate deploy`. */
const MIGRATION_LOCK = 72_707_369;
const LOOK_EVERY_MS = 250;
const SAY_EVERY_MS = 10_000;

/**
 * Takes the lock under which a database is brought up to date; it ends with the connection. Whoever waits asks again
 * and again rather than standing in line: a statement that waits would hold a snapshot, for which a
 * CREATE INDEX CONCURRENTLY of the holder would wait in turn.
 * @throws DatabaseRefusal when somebody else holds it for longer than `patienceMs`
 */
export async function takeMigrationLock(
  client: pg.Client,
  { patienceMs, say }: { patienceMs: number; say: (message: string) => void },
): Promise<void> {
  let start: number | undefined;
  for (let lastSaid = -SAY_EVERY_MS; ;) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      MIGRATION_LOCK,
    ]);
    if (rows[0]?.taken === true) return;
    // From the first look on, however long that took: whoever is refused was told before that they wait.
    const now = performance.now();
    start ??= now;
    const waited = now - start;
    if (waited > patienceMs) {
      throw new DatabaseRefusal(
        `Another process has been changing the database's schema for ${seconds(patienceMs)} (${await holder(client)}). Start again when it is done, or end it; docs/migrations.md says how.`,
      );
    }
    if (waited - lastSaid >= SAY_EVERY_MS) {
      lastSaid = waited;
      say(
        `Waiting for another process that changes the database's schema (${await holder(client)}), at most ${seconds(patienceMs)}.`,
      );
    }
    await delay(LOOK_EVERY_MS);
  }
}

/** Who holds the lock, as PostgreSQL calls it. */
async function holder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [MIGRATION_LOCK],
  );
  return rows[0] ? `PostgreSQL process ${String(rows[0].pid)}` : 'it has just ended';
}

function seconds(ms: number): string {
  return `${String(Math.round(ms / 1000))} s`;
}
