import type pg from 'pg';
import { AppError } from '../common/index.js';
import { ConnectionPool, type SqlValue, type Statements } from './connection-pool.js';
import { DatabaseTroubles } from './database-troubles.js';
import { ORDINARY_SESSION } from './session.js';

/** Whoever logs in rather waits than begins again, also while the first of all is being prepared for. */
const PATIENCE_MS = 5_000;
/** How long a transaction may take, waiting for its connection not included. */
const TRANSACTION_MS = 5_000;

/**
 * The ordinary pool: planned as PostgreSQL thinks best, with bitmaps and hashes where these are cheaper. It is Prisma's,
 * and that of hand-written statements off the path of messages: they cannot take connections from it.
 */
export class OrdinaryDatabase extends ConnectionPool {
  constructor(
    url: string,
    maxConnections: number,
    onIdleError: (error: Error) => void,
    troubles = new DatabaseTroubles(),
  ) {
    super({ url, maxConnections, patienceMs: PATIENCE_MS, session: ORDINARY_SESSION, onIdleError, troubles });
  }

  /**
   * Runs the work in a transaction: all of it is kept when it resolves, none when it rejects or takes too long. Nothing
   * is sent or told inside; and nothing that waits for others, since the transaction has a connection for itself.
   * @throws whatever the work throws; AppError `UNAVAILABLE` when it takes longer than `timeoutMs`, or when the database
   *   cannot be asked: whether a commit has happened that was not answered is then unknown
   */
  async transaction<Result>(
    work: (transaction: Statements) => Promise<Result>,
    timeoutMs: number = TRANSACTION_MS,
  ): Promise<Result> {
    const client = await this.connect();
    client.on('error', ignore);
    const transaction = new Transaction(client, (error) => this.failure(error));
    try {
      await transaction.begin();
      const result = await within(timeoutMs, work(transaction));
      await transaction.commit();
      giveBack(client);
      this.noteAnswer();
      return result;
    } catch (error) {
      // The connection of one that cannot be rolled back is closed, which rolls it back as well.
      if (await transaction.rollBack()) giveBack(client);
      else client.release(true);
      throw error;
    }
  }

  private async connect(): Promise<pg.PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      throw this.failure(error);
    }
  }
}

/** Its statements tell of a connection that is lost; between them nobody hears, and it must not end the process. */
function ignore(): void {
  // The next statement fails.
}

function giveBack(client: pg.PoolClient): void {
  client.off('error', ignore);
  client.release();
}

/** Statements on one connection, until their transaction is over. */
class Transaction implements Statements {
  private isOver = false;
  private isGivenUp = false;
  private underWay = 0;

  constructor(
    private readonly client: pg.PoolClient,
    private readonly failure: (error: unknown) => AppError,
  ) {}

  async begin(): Promise<void> {
    await this.run(() => this.client.query('BEGIN'));
  }

  async query<Row extends object>(
    name: string,
    text: string,
    values: readonly SqlValue[] = [],
  ): Promise<Row[]> {
    if (this.isOver) throw new Error('the transaction is over: its work has to wait for its statements');
    const { rows } = await this.run(() => this.client.query<Row>({ name, text, values: [...values] }));
    return rows;
  }

  async commit(): Promise<void> {
    this.isOver = true;
    const { command } = await this.run(() => this.client.query('COMMIT'));
    // PostgreSQL answers so when a statement has failed, though the work went on as if it had not.
    if (command !== 'COMMIT')
      throw new Error('a statement of the transaction has failed: nothing of it is kept');
  }

  /** True when the connection can be used for other work. */
  async rollBack(): Promise<boolean> {
    this.isOver = true;
    this.isGivenUp = true;
    if (this.underWay > 0) return false;
    return this.client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
  }

  private async run<Result>(statement: () => Promise<Result>): Promise<Result> {
    this.underWay += 1;
    try {
      return await statement();
    } catch (error) {
      // Of a connection that is closed because the transaction took too long there is nothing to tell.
      throw this.isGivenUp ? error : this.failure(error);
    } finally {
      this.underWay -= 1;
    }
  }
}

/** @throws AppError `UNAVAILABLE` when the work takes longer */
async function within<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('UNAVAILABLE', 'The database took too long. Try again shortly.'));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
