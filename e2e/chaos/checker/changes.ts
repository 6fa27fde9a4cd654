import type { FinalState, HistoryEvent, StoredEvent, StoredMessage } from '../history';
import { Part } from './part';
import { readWish, type Wished, Wishes } from './wishes';

const DONE = {
  edit: 'edited',
  delete: 'deleted',
  react: 'reacted',
  pin: 'pinned',
  unpin: 'unpinned',
} as const;

/** What was done to messages, and what those who did it were told: I1, I2, I3. */
export class Changes extends Part {
  private readonly wishes = new Wishes();
  /** Acked changes by their position. */
  private readonly claims = new Map<string, Wished>();

  get acked(): number {
    return this.wishes.granted;
  }

  see(event: HistoryEvent): void {
    readWish(this.wishes, event);
  }

  finish(state: FinalState): void {
    for (const wished of this.wishes.all()) if (wished.outcome === 'granted') this.claim(wished);
    for (const message of state.messages) {
      const events = this.stored.events.get(message.id) ?? [];
      this.checkCounts(message, events);
      this.checkDeletion(message, events);
      this.checkTexts(message, events);
    }
  }

  /** An ack that names a position names the change that is there. */
  private claim(wished: Wished): void {
    const { client, room, id, wish, seq } = wished;
    if (seq === undefined) return;
    const event = this.stored.eventAt(room, seq);
    if (event?.id === id && event.what === DONE[wish.what]) {
      this.claims.set(`${room} ${String(seq)}`, wished);
      return;
    }
    // Who repeats the text that a message was sent with is told the position of the message.
    const message = this.stored.at(room, seq);
    if (wish.what === 'edit' && message?.id === id) return;
    this.findings.add(
      'I1',
      `${wish.what} of ${id} by ${client} was acked at ${String(seq)} of room ${room}, where ${event?.what ?? 'nothing'} is stored`,
    );
  }

  /** Each change was acked, or is one of those of which nobody knows. */
  private checkCounts({ id, room }: StoredMessage, events: readonly StoredEvent[]): void {
    for (const what of ['edit', 'delete', 'react', 'pin', 'unpin'] as const) {
      const unclaimed = events.filter((event) => event.what === DONE[what] && !this.claimOf(event));
      const wishes = this.wishes.of(id).filter(({ wish }) => wish.what === what);
      const unknown = wishes.filter((wished) => isOpen(wished.outcome) || this.isUnnamed(wished));
      if (unclaimed.length <= unknown.length) continue;
      const where = `${id} of room ${room} at ${unclaimed.map(({ seq }) => seq).join(', ')}`;
      if (wishes.length > 0)
        this.findings.add('I3', `${DONE[what]} more often than anybody asked for: ${where}`);
      else this.findings.add('I2', `${DONE[what]} though nobody asked for it: ${where}`);
    }
  }

  private checkDeletion({ id, room, isDeleted }: StoredMessage, events: readonly StoredEvent[]): void {
    const wishes = this.wishes.of(id).filter(({ wish }) => wish.what === 'delete');
    if (!isDeleted && wishes.some(({ outcome }) => outcome === 'granted'))
      this.findings.add('I1', `the deletion of ${id} of room ${room} was acked and is not stored`);
    const places = events.flatMap(({ what }, place) => (what === 'deleted' ? [place] : []));
    if (places.length !== (isDeleted ? 1 : 0))
      this.findings.add('I3', `${id} of room ${room} has ${String(places.length)} deletions`);
    else if (isDeleted && places[0] !== events.length - 1)
      this.findings.add('I2', `${id} of room ${room} was changed after its deletion`);
  }

  /** Each edit has left one text behind, and the last one is there. */
  private checkTexts(message: StoredMessage, events: readonly StoredEvent[]): void {
    if (message.isDeleted) return;
    const { id, room } = message;
    const edited = events.filter(({ what }) => what === 'edited');
    const texts = this.stored.textsOf(message);
    const seqs = [message.seq, ...edited.map(({ seq }) => seq)];
    if (texts.map(({ seq }) => seq).join(' ') !== seqs.join(' '))
      this.findings.add(
        'I3',
        `${id} of room ${room} was edited ${String(edited.length)} times and has ${String(texts.length)} texts`,
      );
    for (const event of edited) {
      const version = texts.find(({ seq }) => seq === event.seq)?.version;
      const claim = this.claimOf(event);
      const expected = claim ? [claim] : this.wishes.of(id).filter(({ outcome }) => isOpen(outcome));
      if (expected.some(({ wish }) => wish.what === 'edit' && wish.version === version)) continue;
      this.findings.add(
        claim ? 'I1' : 'I2',
        `${id} of room ${room} is ${version ?? 'nothing'} since ${String(event.seq)}, which is not what was asked for`,
      );
    }
  }

  /** Plain clients are not told the position of what they have done. */
  private isUnnamed({ client, outcome }: Wished): boolean {
    return outcome === 'granted' && this.kinds.get(client) === 'plain';
  }

  private claimOf({ room, seq }: StoredEvent): Wished | undefined {
    return this.claims.get(`${room} ${String(seq)}`);
  }
}

function isOpen(outcome: Wished['outcome']): boolean {
  return outcome === 'unknown' || outcome === undefined;
}
