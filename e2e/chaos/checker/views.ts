import type { FinalState, HistoryEvent, Shown } from '../history';
import { Part } from './part';

interface View {
  /** The highest position shown. */
  last: number;
  seen: Set<number>;
}

/** What people were shown: I1 at the end, I2, I3, I4, I5 on the way, I19 against a fresh load. */
export class Views extends Part {
  private readonly views = new Map<string, View>();
  private readonly finals: Extract<HistoryEvent, { k: 'final' }>[] = [];
  deliveries = 0;

  see(event: HistoryEvent): void {
    switch (event.k) {
      case 'deliver':
        return this.deliver(event);
      case 'pages':
        return this.load(event.room, event.list);
      case 'final':
        this.finals.push(event);
        return;
      default:
        return;
    }
  }

  finish({ members, rooms }: FinalState): void {
    const heads = new Map(rooms.map(({ room, lastSeq }) => [room, lastSeq]));
    const isMember = new Set(members.map(({ user, room }) => `${user} ${room}`));
    for (const { client, user, rooms: shown } of this.finals) {
      for (const { room, cursor } of shown) {
        const head = heads.get(room) ?? 0;
        const view = this.views.get(`${client} ${room}`);
        const held = contiguous(view?.seen);
        if (cursor > held)
          this.findings.add(
            'I5',
            `${client} believes to have room ${room} up to ${String(cursor)} and was shown ${String(held)}`,
          );
        if (isMember.has(`${user} ${room}`) && held < head)
          this.findings.add(
            'I1',
            `${client} ends with ${String(held)} of ${String(head)} messages of room ${room}`,
          );
      }
    }
  }

  private deliver({ client, room, list, cursor, reset }: Extract<HistoryEvent, { k: 'deliver' }>): void {
    const name = `${client} ${room}`;
    const view = this.views.get(name) ?? { last: 0, seen: new Set<number>() };
    this.views.set(name, view);
    if (reset)
      this.findings.add('I5', `${client} was told to forget room ${room}, which nobody had restored`);
    const isOrdered = this.kinds.get(client) !== 'plain';
    for (const shown of list) {
      this.deliveries += 1;
      this.compare(`${client} was shown`, room, shown);
      const [seq] = shown;
      if (view.seen.has(seq))
        this.findings.add('I3', `${client} was shown ${String(seq)} of room ${room} twice`);
      else if (isOrdered && seq !== view.last + 1)
        this.findings.add(
          'I5',
          `${client} was shown ${String(seq)} of room ${room} right after ${String(view.last)}`,
        );
      view.seen.add(seq);
      view.last = Math.max(view.last, seq);
    }
    if (isOrdered && cursor > view.last) {
      this.findings.add(
        'I5',
        `${client} passed over ${String(view.last + 1)} to ${String(cursor)} of room ${room}`,
      );
      view.last = cursor;
    }
  }

  private compare(who: string, room: string, [seq, id, mark]: Shown): void {
    const row = this.stored.at(room, seq);
    if (!row)
      this.findings.add('I2', `${who} ${mark} at ${String(seq)} of room ${room}, where nothing is stored`);
    else if (row.id !== id || row.mark !== mark)
      this.findings.add(
        'I4',
        `${who} ${mark} at ${String(seq)} of room ${room}, where ${row.mark} is stored`,
      );
  }

  private load(room: string, list: Shown[]): void {
    for (const shown of list) this.compare('a newcomer was told', room, shown);
    const expected = this.stored.byRoom.get(room) ?? [];
    const isSame =
      list.length === expected.length && list.every(([seq], place) => seq === expected[place]?.seq);
    if (!isSame)
      this.findings.add(
        'I19',
        `the history of room ${room} has ${String(list.length)} messages of ${String(expected.length)}, or another order`,
      );
  }
}

function contiguous(seen: ReadonlySet<number> = new Set()): number {
  let seq = 0;
  while (seen.has(seq + 1)) seq += 1;
  return seq;
}
