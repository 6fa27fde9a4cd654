import type { Database } from './database.js';
import type { OrdinaryDatabase } from './ordinary-database.js';

/** up: takes writes. refusing: answers, yet takes no write (read-only, disk full, rights). down: does not answer. */
export type DatabaseState = 'up' | 'refusing' | 'down';

const WRITE = `INSERT INTO "Heartbeat" (id, "beatAt") VALUES (1, now())
  ON CONFLICT (id) DO UPDATE SET "beatAt" = excluded."beatAt"`;

/** Whether the database can be worked with, by both ways to it. As bounded as every statement. */
export class DatabaseHealth {
  private look: Promise<DatabaseState> | undefined;

  constructor(
    private readonly hot: Database,
    private readonly ordinary: OrdinaryDatabase,
  ) {}

  /** Whether the database takes writes, by writing; those who ask together share one write. */
  state(): Promise<DatabaseState> {
    this.look ??= this.ask().finally(() => {
      this.look = undefined;
    });
    return this.look;
  }

  private async ask(): Promise<DatabaseState> {
    const isReachable = this.isReachable();
    const state = await this.beat();
    return state === 'down' || (await isReachable) ? state : 'down';
  }

  private async beat(): Promise<DatabaseState> {
    if (await this.hot.succeeds('heartbeat', WRITE)) return 'up';
    return (await this.hot.succeeds('reachable', 'SELECT 1')) ? 'refusing' : 'down';
  }

  /** Asked twice: the first to use a connection that was ended from outside hears of that. */
  private async isReachable(): Promise<boolean> {
    const ask = () => this.ordinary.succeeds('reachable', 'SELECT 1');
    return (await ask()) || (await ask());
  }
}
