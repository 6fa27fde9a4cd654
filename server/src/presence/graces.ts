import type { Presence } from './presence-store.js';

/** Those whose last connection is gone, and who may be back in a moment. */
export class Graces {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly graceMs: number) {}

  has(presence: Presence): boolean {
    return this.timers.has(keyOf(presence));
  }

  /** Unless they are back before the grace has passed, it is over. */
  begin(presence: Presence, onOver: () => void): void {
    this.end(presence);
    const timer = setTimeout(() => {
      this.timers.delete(keyOf(presence));
      onOver();
    }, this.graceMs).unref();
    this.timers.set(keyOf(presence), timer);
  }

  /** True when the person was about to be counted as gone. */
  end(presence: Presence): boolean {
    const key = keyOf(presence);
    clearTimeout(this.timers.get(key));
    return this.timers.delete(key);
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
}

function keyOf({ roomId, userId }: Presence): string {
  return `${roomId} ${userId}`;
}
