import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import { DatabaseListener, DatabaseTroubles } from '../prisma/index.js';
import type { Carrier, Hearing } from './carrier.js';

const CHANNEL = 'ck1';

/** LISTEN and NOTIFY, on a connection of its own: needs nothing but the database. */
@Injectable()
export class PostgresCarrier implements Carrier {
  readonly name = 'postgres';
  /** A NOTIFY takes less than 8,000 bytes. */
  readonly maxLength = 7_900;
  /** Commits of several would wait for each other in the database. */
  readonly maxUnderWay = 1;
  private listener: DatabaseListener | undefined;

  constructor(
    private readonly config: Config,
    private readonly troubles: DatabaseTroubles,
  ) {}

  open({ onText, onListening }: Hearing): void {
    this.listener = new DatabaseListener({
      url: this.config.get('DATABASE_URL'),
      channel: CHANNEL,
      onText,
      onListening,
      troubles: this.troubles,
    });
    this.listener.open();
  }

  async tell(text: string): Promise<void> {
    if (!this.listener) throw new Error('not open');
    await this.listener.notify(text);
  }

  async close(): Promise<void> {
    await this.listener?.close();
  }
}
