import pg from 'pg';
import { databaseError } from './database-error.js';
import type { DatabaseTroubles } from './database-troubles.js';

const CONNECT_TIMEOUT_MS = 3_000;
/** After the first failure; twice as long after each further one. */
const TRY_AGAIN_MS = 250;
const TRY_AGAIN_MAX_MS = 4_000;
/** A connection that was cut without a word is noticed within this and a query's time. */
const LOOK_EVERY_MS = 10_000;
const QUERY_TIMEOUT_MS = 3_000;

export interface ListenerOptions {
  url: string;
  channel: string;
  onText: (text: string) => void;
  /** It listens: from now on, or again. What was said before was not heard. */
  onListening: () => void;
  troubles: DatabaseTroubles;
}

/**
 * Hears what any process says by NOTIFY, and says it, on a connection of its own that is opened again whenever it is lost. At most once, in
 * the order of the commits.
 */
export class DatabaseListener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private opening: Promise<void> | undefined;
  private failures = 0;

  constructor(private readonly options: ListenerOptions) {}

  /** Begins to listen, as soon as the database lets it. */
  open(): void {
    this.opening = this.connect();
  }

  /**
   * Tells all that listen to the channel, this one too. It is no part of what is stored, so it waits for no disk.
   * @throws when it does not listen itself at the moment, or the database does not answer
   */
  async notify(text: string): Promise<void> {
    if (!this.client) throw new Error('the database is not listened to');
    await this.client.query({
      name: 'notify',
      text: `SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`,
      values: [this.options.channel, text],
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.opening;
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const { url, channel, onText, onListening, troubles } = this.options;
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
      application_name: 'chatket',
    });
    const isLost = () => this.client === client && this.again(client);
    client.on('error', isLost);
    client.on('end', isLost);
    client.on('notification', ({ payload }) => onText(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      if (this.isClosed) return await client.end();
      this.client = client;
      this.failures = 0;
      troubles.noteAnswer(this);
      this.lookLater(client);
      onListening();
    } catch (error) {
      if (this.isClosed) return;
      troubles.note(this, databaseError(error).details.cause);
      this.again(client);
    }
  }

  private lookLater(client: pg.Client): void {
    this.timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => {
          if (this.client === client && !this.isClosed) this.lookLater(client);
        },
        () => this.client === client && this.again(client),
      );
    }, LOOK_EVERY_MS).unref();
  }

  private again(lost: pg.Client): void {
    this.client = undefined;
    clearTimeout(this.timer);
    lost.end().catch(() => undefined);
    if (this.isClosed) return;
    const waitMs = Math.min(TRY_AGAIN_MAX_MS, TRY_AGAIN_MS * 2 ** this.failures);
    this.failures += 1;
    // Not all processes at once when the database comes back.
    this.timer = setTimeout(() => this.open(), waitMs * (0.5 + Math.random() / 2)).unref();
  }
}
