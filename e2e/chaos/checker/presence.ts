import type { FinalState, HistoryEvent } from '../history';
import { Part } from './part';
import { TAMPERING } from './views';

type Event<K extends HistoryEvent['k']> = Extract<HistoryEvent, { k: K }>;

/** Who is shown as being there: I11. */
export class Presence extends Part {
  private readonly users = new Map<string, string>();
  /** Clients by whether their connection has been up since it came up first. */
  private readonly staying = new Map<string, boolean>();
  private readonly entered = new Set<string>();
  /** Who came into or out of which room while people were connected. */
  private readonly moved = new Set<string>();
  /** Somebody was told that another has gone whose client was in the room. */
  private readonly away: { event: Event<'away'>; by: string }[] = [];
  /** The network itself repeats and delays packets. */
  private isTamperedWith = false;
  private readonly finals: Event<'final'>[] = [];

  see(event: HistoryEvent): void {
    switch (event.k) {
      case 'client':
        if (event.kind === 'real') this.users.set(event.client, event.user);
        return;
      case 'connection':
        this.staying.set(event.client, event.isUp && (this.staying.get(event.client) ?? true));
        return;
      case 'entered':
        this.entered.add(`${event.client} ${event.room}`);
        return;
      case 'joining':
      case 'left':
      case 'removing':
        if (this.staying.size > 0) this.moved.add(`${event.user} ${event.room}`);
        return;
      case 'fault':
        this.isTamperedWith ||= TAMPERING.test(event.id);
        return;
      case 'away':
        if (this.isTamperedWith) return;
        for (const [by, user] of this.users)
          if (user === event.user && this.staying.get(by) && this.entered.has(`${by} ${event.room}`))
            this.away.push({ event, by });
        return;
      case 'final':
        this.finals.push(event);
        return;
      default:
        return;
    }
  }

  finish(state: FinalState): void {
    this.checkRosters(state);
    this.checkStaying();
  }

  private checkRosters(state: FinalState): void {
    const present = new Map(state.present.map(({ room, users }) => [room, users.join(' ')]));
    const isMember = new Set(state.members.map(({ user, room }) => `${user} ${room}`));
    for (const { client, user, rooms } of this.finals) {
      for (const { room, online } of rooms) {
        if (!online || !isMember.has(`${user} ${room}`)) continue;
        if ([...online].sort().join(' ') !== present.get(room))
          this.findings.add(
            'I11',
            `${client} shows ${String(online.length)} people in room ${room}, which are not those who are there`,
          );
      }
    }
  }

  /** Nobody goes whose device stays, and who stays a member. */
  private checkStaying(): void {
    for (const { event, by } of this.away) {
      const { client, user, room } = event;
      if (this.staying.get(by) && !this.moved.has(`${user} ${room}`))
        this.findings.add(
          'I11',
          `${client} was told that ${user} has gone from room ${room}, where ${by} was all the time`,
        );
    }
  }
}
