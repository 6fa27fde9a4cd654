import type { Segment } from './log.events.js';
import { lengthOf } from './log-page.js';

const NONE: readonly Segment[] = [];
const MAX_HELD = 64;
/** In UTF-16 code units, of all that a room holds. */
const MAX_HELD_LENGTH = 1024 * 1024;

/**
 * The order of one room's log in this process. Segments may come early, twice or not at all (a statement may have
 * committed though its answer never came): they leave once, in order, without a hole. Pure but for its state: time and
 * reading are the business of `GaplessPublisher`.
 */
export class RoomPump {
  /** Announced up to here; unknown until somebody has read it. */
  private head: number | undefined;
  /** Came early, by their first seq. */
  private held: Segment[] = [];
  private heldLength = 0;
  private known = 0;

  get announcedSeq(): number | undefined {
    return this.head;
  }

  /** The log is known to reach so far, though not all of it may be here. */
  get knownSeq(): number {
    return this.known;
  }

  /** Something behind the head is known to be there, and is not here. */
  get hasHole(): boolean {
    return this.head !== undefined && (this.held.length > 0 || this.known > this.head);
  }

  /** How many are about to read the head. */
  openers = 0;

  /** The head was read: what is held behind it can go on. Changes nothing where it is known. */
  begin(headSeq: number): readonly Segment[] {
    this.head ??= headSeq;
    return this.held.length === 0 ? NONE : this.release();
  }

  /** Somebody has seen that the log reaches so far. */
  note(seq: number): void {
    this.known = Math.max(this.known, seq);
  }

  /** @returns what may be announced now, in order */
  take(segment: Segment): readonly Segment[] {
    this.note(segment.lastSeq);
    const { firstSeq, lastSeq } = segment;
    if (
      this.held.length === 0 &&
      this.head !== undefined &&
      firstSeq === this.head + 1 &&
      lastSeq >= firstSeq
    ) {
      this.head = lastSeq;
      return [segment];
    }
    if (this.held.length >= MAX_HELD || this.heldLength > MAX_HELD_LENGTH) this.drop();
    this.held.push(segment);
    this.heldLength += lengthOfAll(segment);
    return this.release();
  }

  /** The database has been asked and knows of nothing behind the head: what was held goes on as it is. */
  forget(): Segment[] {
    const first = this.held[0];
    if (first) this.head = Math.max(this.head ?? 0, first.firstSeq - 1);
    else this.known = this.head ?? 0;
    return this.release();
  }

  private release(): Segment[] {
    if (this.head === undefined) return [];
    const ready: Segment[] = [];
    this.held.sort((one, other) => one.firstSeq - other.firstSeq);
    while (this.held[0] && this.held[0].firstSeq <= this.head + 1) {
      const [next] = this.held.splice(0, 1);
      if (!next) break;
      this.heldLength -= lengthOfAll(next);
      if (next.lastSeq <= this.head) continue;
      const { head } = this;
      const entries = next.entries.filter(({ seq }) => seq > head);
      ready.push({ ...next, firstSeq: head + 1, entries });
      this.head = next.lastSeq;
    }
    return ready;
  }

  /** What is dropped is read again: `known` remembers that it is there. */
  private drop(): void {
    this.held = [];
    this.heldLength = 0;
  }
}

function lengthOfAll({ entries }: Segment): number {
  return entries.reduce((sum, entry) => sum + lengthOf(entry), 0);
}
