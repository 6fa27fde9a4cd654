import type { HistoryEvent } from '../history';
import { Part } from './part';

/** What nobody is to learn: that a private room exists, and what was said there before one came. I21, I22. */
export class Secrets extends Part {
  see(event: HistoryEvent): void {
    if (event.k === 'glimpsed') {
      const { user, room, head, seqs } = event;
      const early = seqs.filter((seq) => seq <= head);
      if (early.length > 0)
        this.findings.add(
          'I21',
          `${user} came into room ${room} behind ${String(head)} and was given ${String(Math.min(...early))}`,
        );
    }
    if (event.k === 'peeped') {
      const { user, room, door, status, isNamed } = event;
      if (isNamed || (door === 'room' && status !== 404))
        this.findings.add(
          'I22',
          `${user}, an outsider, was told of room ${room}: ${door}, ${String(status)}`,
        );
    }
  }

  finish(): void {
    // All of it is seen as it happens.
  }
}
