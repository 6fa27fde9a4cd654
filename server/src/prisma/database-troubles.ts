import { reasonOf, sqlStateOf } from './database-error.js';

export interface DatabaseEvents {
  /** The database cannot be used, and why; told once for each reason, not for each statement. */
  onTrouble?: (cause: unknown) => void;
  /** It can be used again. */
  onRecovery?: () => void;
}

/**
 * What keeps the pools from the database. An outage that all of them meet is told once, and its end when none of them
 * meets it any more: what one pool cannot do is not over because another one can.
 */
export class DatabaseTroubles {
  /** The reason by pool. */
  private readonly reasons = new Map<object, string>();

  constructor(private readonly events: DatabaseEvents = {}) {}

  note(pool: object, cause: unknown): void {
    const reason = sqlStateOf(cause) ?? reasonOf(cause);
    const isKnown = [...this.reasons.values()].includes(reason);
    this.reasons.set(pool, reason);
    if (!isKnown) this.events.onTrouble?.(cause);
  }

  /** The pool has been answered. */
  noteAnswer(pool: object): void {
    if (this.reasons.delete(pool) && this.reasons.size === 0) this.events.onRecovery?.();
  }
}
