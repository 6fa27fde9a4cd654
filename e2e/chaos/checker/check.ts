import { Arrangements } from './arrangements';
import type { ClientKind, FinalState, HistoryEvent } from '../history';
import { Changes } from './changes';
import { Copies } from './copies';
import { Counters } from './counters';
import { Farewells } from './farewells';
import { Files } from './files';
import { checkLog } from './log';
import { People } from './people';
import { Reactions } from './reactions';
import { Presence } from './presence';
import { RateLimits } from './rate-limits';
import { Removals } from './removals';
import { Secrets } from './secrets';
import { Sends } from './sends';
import { Stored } from './stored';
import { Findings, type Violation } from './violations';
import { Views } from './views';

export interface Verdict {
  violations: Violation[];
  /** Messages whose senders were told that they are stored, each once. */
  acked: number;
  /** Edits, deletions and reactions that were acked, each time. */
  changed: number;
  /** How often somebody was put out of a room. */
  removals: number;
  /** Messages shown, summed over all clients. */
  deliveries: number;
  /** How many files of messages were read as they are to be. */
  files: number;
  faults: number;
}

/** Judges a run by its history and what the database holds at the end. Pure: the same input gives the same verdict. */
export function check(history: Iterable<HistoryEvent>, state: FinalState): Verdict {
  const findings = new Findings();
  const stored = new Stored(state);
  const kinds = new Map<string, ClientKind>();
  const evidence = { stored, kinds, findings };
  const sends = new Sends(evidence);
  const views = new Views(evidence);
  const people = new People(evidence);
  const changes = new Changes(evidence);
  const removals = new Removals(evidence);
  const files = new Files(evidence);
  const parts = [
    sends,
    views,
    people,
    changes,
    removals,
    new Reactions(evidence),
    new Copies(evidence),
    new Counters(evidence),
    new Arrangements(evidence),
    new Secrets(evidence),
    files,
    new Farewells(evidence),
    new Presence(evidence),
    new RateLimits(evidence),
  ];
  for (const event of history) {
    if (event.k === 'client') kinds.set(event.client, event.kind);
    for (const part of parts) part.see(event);
  }
  for (const part of parts) part.finish(state);
  checkLog(state, stored, findings);
  return {
    violations: findings.all(),
    acked: sends.acked,
    changed: changes.acked,
    removals: removals.count,
    deliveries: views.deliveries,
    files: files.count,
    faults: people.faults,
  };
}
