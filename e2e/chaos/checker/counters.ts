import { LIMITS } from '@chatket/contract';
import type { Counted, FinalState, HistoryEvent } from '../history';
import { Part } from './part';

/** What is counted for people: I10. All of it is counted anew, from the messages and up to where somebody has read. */
export class Counters extends Part {
  /** Who tells or shows numbers of whose rooms: the list of the server, and every device. */
  private readonly told: { by: string; user: string; rooms: readonly Counted[] }[] = [];

  see(event: HistoryEvent): void {
    if (event.k === 'list') this.told.push({ by: 'the list', user: event.user, rooms: event.rooms });
    if (event.k === 'counted') this.told.push({ by: event.client, user: event.user, rooms: event.rooms });
  }

  finish(state: FinalState): void {
    const members = new Map(state.members.map((member) => [`${member.user} ${member.room}`, member]));
    for (const { by, user, rooms } of this.told) {
      for (const { room, ...shown } of rooms) {
        const member = members.get(`${user} ${room}`);
        if (!member) continue;
        const expected = this.recount(state, member);
        for (const what of ['unread', 'mentions', 'threads'] as const)
          if (shown[what] !== expected[what])
            this.findings.add(
              'I10',
              `${by} says to ${user} ${String(shown[what])} ${what} in room ${room}, and it is ${String(expected[what])}`,
            );
      }
      const mine = state.members.filter((member) => member.user === user);
      if (by !== 'the list' && rooms.length !== mine.length)
        this.findings.add('I10', `${by} counts ${String(rooms.length)} rooms of ${String(mine.length)}`);
    }
  }

  private recount(state: FinalState, member: FinalState['members'][number]): Omit<Counted, 'room'> {
    const { user, room, lastReadSeq, threadsReadSeq, fromSeq } = member;
    const all = this.stored.messagesOf(room);
    const others = all.filter((message) => message.user !== user && !message.isDeleted);
    const behind = others.filter(({ seq }) => seq > lastReadSeq);
    const followed = state.follows.filter((follow) => follow.user === user && follow.room === room);
    const withNews = followed.filter(({ root, lastReadSeq: readTo }) => {
      const asked = all.find(({ id }) => id === root);
      if (!asked || asked.seq <= fromSeq) return false;
      return others.some(({ thread, seq }) => thread === root && seq > Math.max(readTo, threadsReadSeq));
    });
    const atMost = (count: number) => Math.min(count, LIMITS.unreadCountMax);
    return {
      unread: atMost(behind.filter(({ isInRoom }) => isInRoom).length),
      mentions: atMost(behind.filter(({ names }) => names.includes(user)).length),
      threads: withNews.length,
    };
  }
}
