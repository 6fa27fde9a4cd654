import type { FinalState, HistoryEvent } from '../history';
import { Part } from './part';

type Event<K extends HistoryEvent['k']> = Extract<HistoryEvent, { k: K }>;

/** Who is shown as being there: I11. */
export class Presence extends Part {
  /** Clients whose connection has been up since before the first fault. */
  private readonly staying = new Set<string>();
  /** Who came into or out of which room while people were connected. */
  private readonly moved = new Set<string>();
  private readonly away: Event<'away'>[] = [];
  private readonly finals: Event<'final'>[] = [];
  private areConnected = false;
  private hasFault = false;

  see(event: HistoryEvent): void {
    switch (event.k) {
      case 'connection':
        this.areConnected = true;
        if (!event.isUp) this.staying.delete(event.client);
        else if (!this.hasFault) this.staying.add(event.client);
        return;
      case 'fault':
        this.hasFault = true;
        return;
      case 'joining':
      case 'left':
      case 'removing':
        if (this.areConnected) this.moved.add(`${event.user} ${event.room}`);
        return;
      case 'away':
        if (this.hasFault) this.away.push(event);
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
    const staying = new Set(
      this.finals
        .filter(({ client }) => this.kinds.get(client) === 'real' && this.staying.has(client))
        .flatMap(({ user, rooms }) => rooms.map(({ room }) => `${user} ${room}`)),
    );
    for (const { client, user, room } of this.away) {
      const name = `${user} ${room}`;
      if (staying.has(name) && !this.moved.has(name))
        this.findings.add(
          'I11',
          `${client} was told that ${user} has gone from room ${room}, who was there all the time`,
        );
    }
  }
}
