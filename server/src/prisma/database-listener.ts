import pg from 'pg';
import { databaseError } from './database-error.js';
import type { DatabaseTroubles } from './database-troubles.js';

const CONNECT_TIMEOUT_MS = 3_000;
const TRY_AGAIN_MS = 1_000;
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
 * Hears what any process says by NOTIFY, on a connection of its own that is opened again whenever it is lost. At most once, in
 * the order of the commits.
 */
export class DatabaseListener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private opening: Promise<void> | undefined;

  constructor(private readonly options: ListenerOptions) {}

  /** Begins to listen, as soon as the database lets it. */
  open(): void {
    this.opening = this.connect();
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
    this.timer = setTimeout(() => this.open(), TRY_AGAIN_MS).unref();
  }
}
