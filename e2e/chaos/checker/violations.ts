/** The invariants, by id. */
export const INVARIANTS = {
  I1: 'nothing acked is lost, messages and changes, and every member ends with all of it',
  I2: 'nothing is shown or stored that nobody has sent, or whose sending was refused',
  I3: 'nothing is shown, stored or done twice',
  I4: 'one order: a position of a room is the same message or change for everybody',
  I5: 'no gap: positions grow by one',
  I6: 'what one person writes on one device stays in the order of writing',
  I7: 'nothing is heard of before it is committed',
  I8: 'nobody hears what is said in a room, or says anything there, while not a member',
  I9: 'an expired token opens nothing',
  I10: 'unread counts are exact',
  I11: 'everybody ends with the same, true picture of who is here',
  I12: 'nobody stores more in a window than all who count allow together',
  I13: 'a membership is created once and ended once, never against a ban; members are counted right',
  I14: 'after the faults everything goes on: all connected, nothing stuck, no endless reconnecting',
  I15: 'the server ends only when asked, logs no unexpected error, leaves no transaction open',
  I18: 'times never go backwards inside a room',
  I19: 'whoever comes anew is told the same as those hold who were there, or came and went, all the time',
  I20: 'what was deleted is nowhere: in no row, page, quote or copy',
  I21: 'whoever comes into a room that keeps its past is given nothing of what was said before',
  I22: 'an outsider is told nothing of a private room, not even that it is there',
  I23: 'no message that was acked loses a file; each has the bytes that it was sent with, whenever it is read',
  I24: 'what nobody needs any more is swept: files without message, bytes without row, files of what was deleted',
  I25: 'who has another name goes by it, and who is gone is in no room',
} as const;

export type InvariantId = keyof typeof INVARIANTS;

export interface Violation {
  id: InvariantId;
  what: string;
}

const MAX_LISTED = 20;

/** Collects violations; of the same invariant only the first few are kept, the others are counted. */
export class Findings {
  private readonly counts = new Map<InvariantId, number>();
  private readonly listed: Violation[] = [];

  add(id: InvariantId, what: string): void {
    const count = (this.counts.get(id) ?? 0) + 1;
    this.counts.set(id, count);
    if (count <= MAX_LISTED) this.listed.push({ id, what });
  }

  all(): Violation[] {
    const more = [...this.counts].filter(([, count]) => count > MAX_LISTED);
    return [
      ...this.listed,
      ...more.map(([id, count]) => ({ id, what: `and ${String(count - MAX_LISTED)} more` })),
    ];
  }
}
