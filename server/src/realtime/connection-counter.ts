import type { EngineConnection } from './engine-connection.js';
import { sharedListener } from './shared-listener.js';

/** Counts connections under keys, until they are closed. */
export class ConnectionCounter {
  private readonly counts = new Map<string, number>();
  private readonly keys = new WeakMap<EngineConnection, string[]>();
  private readonly onClose = sharedListener((connection: EngineConnection) => {
    this.release(connection);
  });

  /** Whether the connection is one of at most `limit` under the key. Asking again changes nothing. */
  add(key: string, connection: EngineConnection, limit: number): boolean {
    const own = this.keys.get(connection);
    if (own?.includes(key)) return true;
    const count = this.counts.get(key) ?? 0;
    if (count >= limit) return false;
    this.counts.set(key, count + 1);
    if (!own) connection.on('close', this.onClose);
    this.keys.set(connection, [...(own ?? []), key]);
    return true;
  }

  private release(connection: EngineConnection): void {
    for (const key of this.keys.get(connection) ?? []) {
      const left = (this.counts.get(key) ?? 1) - 1;
      if (left > 0) this.counts.set(key, left);
      else this.counts.delete(key);
    }
    this.keys.delete(connection);
  }
}
