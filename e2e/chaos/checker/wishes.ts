import type { HistoryEvent, Wish } from '../history';

/** An attempt to change a message. */
export interface Wished {
  client: string;
  user: string;
  room: string;
  id: string;
  wish: Wish;
  /** When it was made and, unless it was never answered, when it was answered, by the order of the history. */
  madeAt: number;
  answeredAt: number;
  outcome?: 'granted' | 'refused' | 'unknown';
  /** Of the change, as the ack has named it. */
  seq?: number;
}

/** Attempts to change messages, by the message. */
export class Wishes {
  granted = 0;
  private readonly byOp = new Map<string, Wished>();
  private readonly byMessage = new Map<string, Wished[]>();
  private place = 0;

  make({ op, client, user, room, id, ...wish }: Extract<HistoryEvent, { k: 'wish' }>): void {
    const wished: Wished = { client, user, room, id, wish, madeAt: this.next(), answeredAt: Infinity };
    this.byOp.set(op, wished);
    const ofMessage = this.byMessage.get(id);
    if (ofMessage) ofMessage.push(wished);
    else this.byMessage.set(id, [wished]);
  }

  answer(op: string, outcome: 'granted' | 'refused' | 'unknown', seq?: number): void {
    const wished = this.byOp.get(op);
    if (!wished) return;
    wished.outcome = outcome;
    // Nobody knows when, or whether, an attempt without an answer takes effect.
    if (outcome !== 'unknown') wished.answeredAt = this.next();
    if (seq !== undefined) wished.seq = seq;
    if (outcome === 'granted') this.granted += 1;
  }

  all(): Iterable<Wished> {
    return this.byOp.values();
  }

  of(id: string): readonly Wished[] {
    return this.byMessage.get(id) ?? [];
  }

  private next(): number {
    this.place += 1;
    return this.place;
  }
}

/** Takes what a history tells of attempts. */
export function readWish(wishes: Wishes, event: HistoryEvent): void {
  if (event.k === 'wish') wishes.make(event);
  else if (event.k === 'granted') wishes.answer(event.op, 'granted', event.seq);
  else if (event.k === 'refused' || event.k === 'unknown') wishes.answer(event.op, event.k);
}
