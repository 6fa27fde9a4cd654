import type { TestDatabase } from '../../rig/database.mjs';
import type { Watch } from './clients/watch';
import type { Recorder } from './history';

/**
 * Asks the database, in a session of its own, how far the rooms are as soon as somebody has heard something new. What
 * was heard then must be readable then.
 */
export class Observer {
  private isRunning = true;
  private readonly loop: Promise<void>;
  private wake: () => void = () => undefined;

  constructor(
    private readonly database: TestDatabase,
    private readonly watch: Watch,
    private readonly record: Recorder,
  ) {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    this.wake();
    await this.loop;
  }

  private async run(): Promise<void> {
    const stopped = new Promise<void>((resolve) => (this.wake = resolve));
    const checked = new Map<string, number>();
    while (this.isRunning) {
      const news = this.watch.news();
      const fresh = [...this.watch.heard].filter(([room, seq]) => seq > (checked.get(room) ?? 0));
      if (fresh.length === 0) {
        await Promise.race([news, stopped]);
        continue;
      }
      const heads = await this.heads(fresh.map(([room]) => room));
      // The database is away: what it says later tells nothing about now, except that nothing may be missing.
      if (!heads) await Promise.race([new Promise((resolve) => setTimeout(resolve, 200)), stopped]);
      else
        for (const [room, heard] of fresh) {
          checked.set(room, heard);
          this.record({ k: 'heads', room, heard, committed: heads.get(room) ?? 0 });
        }
    }
  }

  private async heads(rooms: string[]): Promise<Map<string, number> | undefined> {
    const rows = await this.database
      .query<{ id: string; head: string }>(
        'SELECT id, "lastSeq" AS head FROM "Room" WHERE id = ANY ($1::uuid[])',
        [rooms],
      )
      .catch(() => undefined);
    return rows && new Map(rows.map(({ id, head }) => [id, Number(head)]));
  }
}
