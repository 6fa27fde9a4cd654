import type { FinalState, HistoryEvent } from '../history';
import { Part } from './part';

/** What was arranged beside the talk: what rooms are about, links, rooms of two people. I1, I3, I13. */
export class Arrangements extends Part {
  /** By room, what it was said to be about, in order. */
  private readonly topics = new Map<string, string[]>();
  private readonly accepted = new Map<string, Set<string>>();
  private readonly direct = new Map<string, Set<string>>();

  see(event: HistoryEvent): void {
    if (event.k === 'retitled')
      this.topics.set(event.room, [...(this.topics.get(event.room) ?? []), event.topic]);
    if (event.k === 'accepted') add(this.accepted, event.invite, event.user);
    if (event.k === 'opened') add(this.direct, event.users.join(' '), event.room);
  }

  finish({ rooms, events, invites }: FinalState): void {
    for (const { room, topic } of rooms) {
      const asked = this.topics.get(room) ?? [];
      const entries = events.filter((event) => event.room === room && event.what === 'topic').length;
      if (asked.length > 0 && topic !== asked.at(-1))
        this.findings.add(
          'I1',
          `room ${room} is about ${String(topic)} and was made about ${String(asked.at(-1))}`,
        );
      if (entries !== asked.length)
        this.findings.add(
          entries > asked.length ? 'I3' : 'I1',
          `what room ${room} is about was changed ${String(asked.length)} times, the log says ${String(entries)}`,
        );
    }
    const uses = new Map(invites.map((invite) => [invite.invite, invite.uses]));
    for (const [invite, users] of this.accepted)
      if (users.size !== 1 || uses.get(invite) !== 1)
        this.findings.add(
          'I13',
          `${String(users.size)} people came by the link ${invite}, which is for one and counts ${String(uses.get(invite))}`,
        );
    for (const [invite, count] of uses)
      if (count > 1 && !this.accepted.has(invite))
        this.findings.add('I13', `the link ${invite} is for one and counts ${String(count)}`);
    this.checkDirect(rooms);
  }

  private checkDirect(rooms: FinalState['rooms']): void {
    for (const [pair, ids] of this.direct)
      if (ids.size > 1) this.findings.add('I13', `${pair} have ${String(ids.size)} rooms of their own`);
    const direct = rooms.filter(({ kind }) => kind === 'direct').length;
    if (direct !== this.direct.size)
      this.findings.add('I13', `${String(this.direct.size)} pairs have ${String(direct)} rooms`);
  }
}

function add(sets: Map<string, Set<string>>, name: string, item: string): void {
  const set = sets.get(name) ?? new Set();
  sets.set(name, set.add(item));
}
