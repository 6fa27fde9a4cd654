import { LIMITS } from '@chatket/contract';
import type { FinalState, HistoryEvent, Shown, ShownChange, ShownLine } from '../history';
import { Part } from './part';
import { isLine } from './stored';

interface View {
  /** The highest position shown. */
  last: number;
  /** Positions of messages and lines. */
  seen: Set<number>;
  /** From this message on it has everything: more than 0 after it was told to begin anew. */
  base: number;
}

type Delivery = Extract<HistoryEvent, { k: 'deliver' }>;
type Final = Extract<HistoryEvent, { k: 'final' }>;

/** What a client had of a room when it was asked in the end: what it is shown later comes too late. */
interface Ending {
  client: string;
  user: string;
  room: string;
  cursor: number;
  last: number;
  missing: readonly number[];
}

/** Faults that make the network itself tell things twice or late. */
export const TAMPERING = /^N22|^N23-frames/;
/** So much may be told between the question and the answer that says how far behind it was. */
const SLACK = 500;

/** What people were shown: I1 at the end, I2, I3, I4, I5 on the way, I19 for a change that comes with an old state. */
export class Views extends Part {
  private readonly views = new Map<string, View>();
  private readonly endings: Ending[] = [];
  private isTamperedWith = false;
  deliveries = 0;

  see(event: HistoryEvent): void {
    switch (event.k) {
      case 'deliver':
        return this.deliver(event);
      case 'disorder':
        if (!this.isTamperedWith)
          this.findings.add(
            'I5',
            `${event.client} was sent ${String(event.seq)} of room ${event.room} behind ${String(event.after)}`,
          );
        return;
      case 'fault':
        this.isTamperedWith ||= TAMPERING.test(event.id);
        return;
      case 'final':
        return this.end(event);
      default:
        return;
    }
  }

  finish({ members }: FinalState): void {
    const isMember = new Set(members.map(({ user, room }) => `${user} ${room}`));
    for (const { client, user, room, cursor, last, missing } of this.endings) {
      if (cursor > last)
        this.findings.add(
          'I5',
          `${client} believes to have room ${room} up to ${String(cursor)} and was shown ${String(last)}`,
        );
      if (isMember.has(`${user} ${room}`) && missing.length > 0)
        this.findings.add(
          'I1',
          `${client} ends without ${String(missing.length)} entries of room ${room}, the first of them ${String(missing[0])}`,
        );
    }
  }

  private end({ client, user, rooms }: Final): void {
    for (const { room, cursor } of rooms) {
      const { seen, base, last } = this.views.get(`${client} ${room}`) ?? newView();
      const missing = this.expectedOf(client, room).filter((seq) => seq >= base && !seen.has(seq));
      this.endings.push({ client, user, room, cursor, last, missing });
    }
  }

  /** Clients of the plain contract hear of messages only. */
  private expectedOf(client: string, room: string): readonly number[] {
    if (this.kinds.get(client) !== 'plain') return this.stored.toldOf(room);
    return this.stored.messagesOf(room).map(({ seq }) => seq);
  }

  private deliver(delivery: Delivery): void {
    const { client, room, list, changes = [], lines = [], cursor, reset } = delivery;
    const name = `${client} ${room}`;
    const view = this.views.get(name) ?? newView();
    this.views.set(name, view);
    if (reset) this.begin(view, delivery);
    const isOrdered = this.kinds.get(client) !== 'plain';
    const entries = [
      ...list.map((shown) => ({ seq: shown[0], take: () => this.take(view, delivery, shown) })),
      ...lines.map((shown) => ({ seq: shown[0], take: () => this.takeLine(view, delivery, shown) })),
      // A pin is both: its line comes first.
      ...changes.map((shown) => ({ seq: shown[0], take: () => this.compareChange(client, room, shown) })),
    ];
    for (const { seq, take } of isOrdered ? entries.sort((one, other) => one.seq - other.seq) : entries) {
      if (isOrdered) this.follow(view, delivery, seq);
      take();
      view.last = Math.max(view.last, seq);
    }
    if (!isOrdered || cursor <= view.last) return;
    this.follow(view, delivery, cursor + 1);
    view.last = cursor;
  }

  private begin(view: View, { client, room, list, cursor }: Delivery): void {
    if (cursor - view.last <= LIMITS.syncDistanceMax - SLACK)
      this.findings.add('I5', `${client} was told to forget room ${room}, which nobody had restored`);
    view.seen.clear();
    view.base = list[0]?.[0] ?? 0;
    view.last = view.base - 1;
  }

  /** Changes may be left out where a later state of their message is told; messages and lines never. */
  private follow(view: View, { client, room }: Delivery, seq: number): void {
    const missed = this.stored.between(room, view.last, seq);
    if (missed !== undefined)
      this.findings.add('I5', `${client} passed over ${String(missed)} of room ${room}`);
    if (seq <= view.last && !view.seen.has(seq))
      this.findings.add(
        'I5',
        `${client} was shown ${String(seq)} of room ${room} right after ${String(view.last)}`,
      );
  }

  private take(view: View, { client, room }: Delivery, shown: Shown): void {
    const [seq, id, mark] = shown;
    this.deliveries += 1;
    const row = this.stored.at(room, seq);
    const what = `${client} was shown ${mark} at ${String(seq)} of room ${room}`;
    if (!row) this.findings.add('I2', `${what}, where no message is stored`);
    else if (row.id !== id || (mark === '' ? !row.isDeleted : !row.isDeleted && row.mark !== mark))
      this.findings.add('I4', `${what}, where ${row.mark} is stored`);
    if (view.seen.has(seq))
      this.findings.add('I3', `${client} was shown ${String(seq)} of room ${room} twice`);
    view.seen.add(seq);
  }

  private takeLine(view: View, { client, room }: Delivery, [seq, what, id]: ShownLine): void {
    const row = this.stored.eventAt(room, seq);
    const told = `${client} was told at ${String(seq)} of room ${room} that ${id} was ${what}`;
    if (!row || !isLine(row)) this.findings.add('I2', `${told}, where no such thing is stored`);
    else if (row.id !== id || row.what !== what)
      this.findings.add('I4', `${told}, where ${row.id} was ${row.what}`);
    if (view.seen.has(seq))
      this.findings.add('I3', `${client} was told ${String(seq)} of room ${room} twice`);
    view.seen.add(seq);
  }

  private compareChange(client: string, room: string, [seq, what, id, rev]: ShownChange): void {
    const row = this.stored.eventAt(room, seq);
    const told = `${client} was told at ${String(seq)} of room ${room} that ${id} was ${what}`;
    if (!row) this.findings.add('I2', `${told}, where no change is stored`);
    else if (row.id !== id || (what !== 'renewed' && row.what !== what))
      this.findings.add('I4', `${told}, where ${row.id} was ${row.what}`);
    if (rev < seq) this.findings.add('I19', `${told}, with a state of before, ${String(rev)}`);
  }
}

function newView(): View {
  return { last: 0, seen: new Set(), base: 0 };
}
