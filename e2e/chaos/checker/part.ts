import type { ClientKind, FinalState, HistoryEvent } from '../history';
import type { Stored } from './stored';
import type { Findings } from './violations';

export interface Evidence {
  stored: Stored;
  /** What kind of client each one is, by its name. */
  kinds: ReadonlyMap<string, ClientKind>;
  findings: Findings;
}

/** One concern of the checker. It sees the history event by event, and then how everything has ended. */
export abstract class Part {
  protected readonly stored: Stored;
  protected readonly kinds: ReadonlyMap<string, ClientKind>;
  protected readonly findings: Findings;

  constructor({ stored, kinds, findings }: Evidence) {
    this.stored = stored;
    this.kinds = kinds;
    this.findings = findings;
  }

  abstract see(event: HistoryEvent): void;

  abstract finish(state: FinalState): void;
}
