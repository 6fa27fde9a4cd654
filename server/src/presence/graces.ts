import type { Presence } from './presence-store.js';

/** A timer that rings so late rings in a process that stood still: what came over the network meanwhile is not read yet. */
const STOOD_STILL_MS = 1_000;

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
    const key = keyOf(presence);
    const due = performance.now() + this.graceMs;
    this.wait(key, () => {
      // They could not be heard: they have the time once more.
      if (performance.now() - due > STOOD_STILL_MS) this.wait(key, onOver);
      else onOver();
    });
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

  private wait(key: string, then: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(key);
      then();
    }, this.graceMs).unref();
    this.timers.set(key, timer);
  }
}

function keyOf({ roomId, userId }: Presence): string {
  return `${roomId} ${userId}`;
}
