import pg from 'pg';
import type { AppError } from '../common/index.js';
import { databaseError, reasonOf, sqlStateOf } from './database-error.js';
import { SESSION_SETTINGS } from './session.js';

export { databaseError, isLockTimeout, isTransient } from './database-error.js';

/** The pool waits for this promise before it hands a new connection out, which its types do not tell. */
const PREPARED = {
  onConnect: async (client: pg.ClientBase) => {
    await client.query(SESSION_SETTINGS);
  },
};

export type SqlValue =
  string | number | boolean | Date | null | readonly (string | number | boolean | null)[];

/** up: takes writes. refusing: answers, yet takes no write (read-only, disk full, rights). down: does not answer. */
export type DatabaseState = 'up' | 'refusing' | 'down';

export interface DatabaseEvents {
  /** The database cannot be used, and why; told once for each reason, not for each statement. */
  onTrouble?: (cause: unknown) => void;
  /** It can be used again. */
  onRecovery?: () => void;
}

/**
 * The connection pool that ordinary queries and the hot paths share.
 * Waiting is bounded everywhere: for a connection, for a statement, for a lock.
 */
export class Database {
  readonly pool: pg.Pool;
  private trouble: string | undefined;
  private heartbeat: Promise<DatabaseState> | undefined;

  constructor(
    url: string,
    maxConnections: number,
    onIdleError: (error: Error) => void,
    private readonly events: DatabaseEvents = {},
  ) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: maxConnections,
      connectionTimeoutMillis: 2_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      query_timeout: 5_000,
      application_name: 'chatket',
      ...PREPARED,
    });
    this.pool.on('error', onIdleError);
  }

  /**
   * Runs a named statement: parsed once per connection.
   * @throws AppError `UNAVAILABLE` when the database cannot be asked; the outcome of a write is then unknown
   */
  async query<Row extends object>(
    name: string,
    text: string,
    values: readonly SqlValue[] = [],
  ): Promise<Row[]> {
    try {
      const result = await this.pool.query<Row>({ name, text, values: [...values] });
      if (this.trouble !== undefined) this.noteRecovery();
      return result.rows;
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** The failure of a statement in our own terms; the reason is told to the operator. */
  failure(error: unknown): AppError {
    const failure = databaseError(error);
    if (failure.code === 'UNAVAILABLE') this.noteTrouble(failure.details.cause);
    return failure;
  }

  /** Whether the database takes writes, by writing. As bounded as every query; those who ask together share one write. */
  state(): Promise<DatabaseState> {
    this.heartbeat ??= this.beat().finally(() => {
      this.heartbeat = undefined;
    });
    return this.heartbeat;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async beat(): Promise<DatabaseState> {
    const write = `INSERT INTO "Heartbeat" (id, "beatAt") VALUES (1, now())
       ON CONFLICT (id) DO UPDATE SET "beatAt" = excluded."beatAt"`;
    if (await this.succeeds('heartbeat', write)) {
      if (this.trouble !== undefined) this.noteRecovery();
      return 'up';
    }
    return (await this.succeeds('reachable', 'SELECT 1')) ? 'refusing' : 'down';
  }

  private async succeeds(name: string, text: string): Promise<boolean> {
    try {
      await this.pool.query({ name, text });
      return true;
    } catch (error) {
      this.failure(error);
      return false;
    }
  }

  private noteTrouble(cause: unknown): void {
    const reason = sqlStateOf(cause) ?? reasonOf(cause);
    if (reason === this.trouble) return;
    this.trouble = reason;
    this.events.onTrouble?.(cause);
  }

  private noteRecovery(): void {
    this.trouble = undefined;
    this.events.onRecovery?.();
  }
}

/** A BIGINT of the database as a number. Seqs stay far below 2^53; anything else is a defect. */
export function safeInteger(value: string | bigint | number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${String(value)} is not a safe integer`);
  return number;
}
