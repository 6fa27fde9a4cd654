import pg from 'pg';
import type { AppError } from '../common/index.js';
import { databaseError } from './database-error.js';
import type { DatabaseTroubles } from './database-troubles.js';
import { hearLost } from './lost-connections.js';

/** Bytes are what PostgreSQL's binary format has for the type of the parameter. */
export type SqlValue =
  string | number | boolean | Date | Buffer | null | readonly (string | number | boolean | null)[];

/** Whatever runs named statements: a pool, or a transaction of one. */
export interface Statements {
  /**
   * Runs a named statement: parsed once per connection.
   * @throws AppError `UNAVAILABLE` when the database cannot be asked; the outcome of a write is then unknown
   */
  query<Row extends object>(name: string, text: string, values?: readonly SqlValue[]): Promise<Row[]>;
}

export interface PoolOptions {
  url: string;
  maxConnections: number;
  /** How long a statement may wait for its connection. */
  patienceMs: number;
  /** What a new session is told first. */
  session: string;
  onIdleError: (error: Error) => void;
  troubles: DatabaseTroubles;
}

/** Connections to the database. Waiting is bounded everywhere: for a connection, for a statement, for a lock. */
export abstract class ConnectionPool implements Statements {
  readonly pool: pg.Pool;
  private readonly troubles: DatabaseTroubles;

  constructor({ url, maxConnections, patienceMs, session, onIdleError, troubles }: PoolOptions) {
    this.troubles = troubles;
    this.pool = new pg.Pool({
      connectionString: url,
      max: maxConnections,
      connectionTimeoutMillis: patienceMs,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      query_timeout: 5_000,
      application_name: 'chatket',
      ...preparedBy(session),
    });
    hearLost(this.pool, onIdleError);
  }

  async query<Row extends object>(
    name: string,
    text: string,
    values: readonly SqlValue[] = [],
  ): Promise<Row[]> {
    try {
      const result = await this.pool.query<Row>({ name, text, values: [...values] });
      this.noteAnswer();
      return result.rows;
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** Whether a statement comes to its end; why not is told to the operator. */
  async succeeds(name: string, text: string): Promise<boolean> {
    try {
      await this.query(name, text);
      return true;
    } catch {
      return false;
    }
  }

  /** The failure of a statement in our own terms; the reason is told to the operator. */
  failure(error: unknown): AppError {
    const failure = databaseError(error);
    if (failure.code === 'UNAVAILABLE') this.troubles.note(this, failure.details.cause);
    return failure;
  }

  /** The database has answered: whatever kept this pool from it is over. */
  noteAnswer(): void {
    this.troubles.noteAnswer(this);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** The pool waits for this promise before it hands a new connection out, which its types do not tell. */
function preparedBy(session: string) {
  return {
    onConnect: async (client: pg.ClientBase) => {
      await client.query(session);
    },
  };
}
