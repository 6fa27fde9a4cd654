import { LIMITS } from '@chatket/contract';
import type { Counted, CountedThread, FinalState, HistoryEvent } from '../history';
import { Part } from './part';

/** What is counted for people: I10. All of it is counted anew, from the messages and up to where somebody has read. */
export class Counters extends Part {
  /** Who tells or shows numbers of whose rooms: the list of the server, and every device. */
  private readonly told: { by: string; user: string; rooms: readonly Counted[] }[] = [];

  /** The same of threads in which something is unread. */
  private readonly threads: Extract<HistoryEvent, { k: 'threads' }>[] = [];

  see(event: HistoryEvent): void {
    if (event.k === 'threads') this.threads.push(event);
    if (event.k === 'list') this.told.push({ by: 'the list', user: event.user, rooms: event.rooms });
    if (event.k === 'counted') this.told.push({ by: event.client, user: event.user, rooms: event.rooms });
  }

  finish(state: FinalState): void {
    const members = new Map(state.members.map((member) => [`${member.user} ${member.room}`, member]));
    for (const event of this.threads) this.compareThreads(state, event);
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

  private compareThreads(
    state: FinalState,
    { by, user, threads }: Extract<HistoryEvent, { k: 'threads' }>,
  ): void {
    const expected = state.members
      .filter((member) => member.user === user)
      .flatMap((member) => this.threadsOf(state, member).filter(({ unread }) => unread > 0));
    // No list and no device goes further.
    if (expected.length >= LIMITS.threadsListed) return;
    const key = ({ root, unread, mentions }: CountedThread) =>
      `${root}: ${String(unread)}, ${String(mentions)}`;
    const [shown, right] = [threads, expected].map((each) => each.map(key).sort().join('; '));
    if (shown !== right)
      this.findings.add(
        'I10',
        `${by} says to ${user} of threads what is unread, and names them: ${shown ?? ''}, and it is ${right ?? ''}`,
      );
  }

  /** The threads that somebody follows in a room, with what they have not read. */
  private threadsOf(state: FinalState, member: FinalState['members'][number]): CountedThread[] {
    const { user, room, threadsReadSeq, fromSeq } = member;
    const all = this.stored.messagesOf(room);
    return state.follows
      .filter((follow) => follow.user === user && follow.room === room)
      .flatMap(({ root, lastReadSeq }) => {
        const asked = all.find(({ id }) => id === root);
        if (!asked || asked.seq <= fromSeq) return [];
        const unread = all.filter(
          ({ thread, seq, user: by, isDeleted }) =>
            thread === root && by !== user && !isDeleted && seq > Math.max(lastReadSeq, threadsReadSeq),
        );
        const toThem = unread.filter(({ names }) => names.includes(user));
        return [{ room, root, unread: atMost(unread.length), mentions: atMost(toThem.length) }];
      });
  }

  private recount(state: FinalState, member: FinalState['members'][number]): Omit<Counted, 'room'> {
    const { user, room, lastReadSeq } = member;
    const others = this.stored
      .messagesOf(room)
      .filter((message) => message.user !== user && !message.isDeleted);
    const behind = others.filter(({ seq }) => seq > lastReadSeq);
    return {
      unread: atMost(behind.filter(({ isInRoom }) => isInRoom).length),
      mentions: atMost(behind.filter(({ names }) => names.includes(user)).length),
      threads: this.threadsOf(state, member).filter(({ unread }) => unread > 0).length,
    };
  }
}

const atMost = (count: number) => Math.min(count, LIMITS.unreadCountMax);
