import type { FinalState, HistoryEvent } from '../history';
import { Part } from './part';

/** So much later than it was allowed something may be stored. */
const DELAY_SHARE = 0.5;

/** How much somebody stores who sends more than is allowed: I12. */
export class RateLimits extends Part {
  private readonly limited: Extract<HistoryEvent, { k: 'limited' }>[] = [];
  private readonly forgotten: number[] = [];

  see(event: HistoryEvent): void {
    if (event.k === 'limited') this.limited.push(event);
    if (event.k === 'forgot') this.forgotten.push(event.at);
  }

  finish(_state: FinalState): void {
    for (const { room, limit, windowMs, counters } of this.limited) {
      const times = this.stored.messagesOf(room).map(({ at }) => at / 1_000);
      const looked = windowMs * (1 - DELAY_SHARE);
      for (let first = 0, last = 0; last < times.length; last += 1) {
        const end = times[last] ?? 0;
        while (end - (times[first] ?? 0) >= looked) first += 1;
        const count = last - first + 1;
        if (count <= limit * (counters + this.forgottenIn(end - windowMs, end))) continue;
        this.findings.add(
          'I12',
          `${String(count)} messages are stored in ${String(looked)} ms of room ${room}`,
        );
        break;
      }
    }
  }

  private forgottenIn(from: number, to: number): number {
    return this.forgotten.filter((at) => at >= from && at <= to).length;
  }
}
