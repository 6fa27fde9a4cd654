import { isNativeError } from 'node:util/types';
import pg from 'pg';
import { AppError, toAppError } from '../common/index.js';
import { isPassingState } from './sql-states.js';

/** What passes, in Prisma's own codes: unreachable, timed out, closed, pool exhausted, conflict. */
const TRANSIENT_PRISMA_CODES = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2034',
  'P2037',
]);

/**
 * Every statement is a short walk along indexes, whatever its values and however large the tables: it is planned so,
 * once per connection, even while there is nothing in them. Left to itself the planner takes longer to plan a page of
 * the history, each time anew, than the database to read it (ADR 10).
 */
const SETTINGS = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_bitmapscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'jit=off',
];

export type SqlValue = string | number | boolean | Date | null | readonly (string | number | null)[];

/**
 * The connection pool that ordinary queries and the hot paths share.
 * Waiting is bounded everywhere: for a connection, for a statement, for a lock.
 */
export class Database {
  readonly pool: pg.Pool;

  constructor(url: string, maxConnections: number, onIdleError: (error: Error) => void) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: maxConnections,
      connectionTimeoutMillis: 2_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      query_timeout: 5_000,
      statement_timeout: 3_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 5_000,
      application_name: 'chatket',
      options: SETTINGS.map((setting) => `-c ${setting}`).join(' '),
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
      return result.rows;
    } catch (error) {
      throw databaseError(error);
    }
  }

  /**
   * What can be done with the database at the moment. A transaction id is taken, which a standby or a full log does not
   * give, and the right to store a message is asked for. As bounded as every query.
   */
  async condition(): Promise<'up' | 'read-only' | 'down'> {
    try {
      const [row] = await this.query<{ isWritable: boolean }>(
        'condition',
        `SELECT pg_current_xact_id() IS NOT NULL AND current_setting('transaction_read_only') = 'off'
                AND has_table_privilege('"Message"', 'INSERT') AS "isWritable"`,
      );
      return row?.isWritable ? 'up' : 'read-only';
    } catch (error) {
      return isReadOnly(error) ? 'read-only' : 'down';
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** A failure of the database as the rest of the server knows it: transient ones become `UNAVAILABLE`. */
export function databaseError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (!isTransient(error)) return toAppError(error);
  return new AppError('UNAVAILABLE', 'The database cannot be reached right now. Try again shortly.', {
    cause: error,
  });
}

/** 25006; a standby that is asked for a transaction id says 55000. */
function isReadOnly(error: unknown): boolean {
  const cause = error instanceof AppError ? error.details.cause : error;
  return cause instanceof Error && 'code' in cause && (cause.code === '25006' || cause.code === '55000');
}

/** Whether somebody else held a row for too long: nothing has been written. */
export function isLockTimeout(error: AppError): boolean {
  const { cause } = error.details;
  return cause instanceof Error && 'code' in cause && cause.code === '55P03';
}

/** Whether `error` means "not now" rather than "not so". */
export function isTransient(error: unknown): boolean {
  // Also one that Node itself has made: it may belong to another realm than this module.
  if (!isNativeError(error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^E[A-Z]+$/.test(code) || TRANSIENT_PRISMA_CODES.has(code)) return true;
  if (/^[0-9A-Z]{5}$/.test(code)) return isPassingState(code);
  return /timeout|terminated|connection|not queryable|closed|after calling end/i.test(error.message);
}

/** A BIGINT of the database as a number. Seqs stay far below 2^53; anything else is a defect. */
export function safeInteger(value: string | bigint | number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${String(value)} is not a safe integer`);
  return number;
}
