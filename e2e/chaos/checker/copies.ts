import type { FinalState, Held, HistoryEvent, ShownLine, StoredEvent } from '../history';
import { Part } from './part';

type Copy = Extract<HistoryEvent, { k: 'copy' }>;
type Synced = Extract<HistoryEvent, { k: 'synced' }>;
/** Places in a line: see `lineOf`. */
const [TEXT, QUOTE] = [2, 6];

/** What is held and told at the end, message by message, against the database: I19, and I20 for what was deleted. */
export class Copies extends Part {
  private readonly copies: Copy[] = [];

  see(event: HistoryEvent): void {
    switch (event.k) {
      case 'pages':
        this.comparePlaces('the history', event.room, event.states);
        return this.compareAll('the history', event.room, event.states, 0);
      case 'copy':
        this.copies.push(event);
        return;
      case 'synced':
        return this.sync(event);
      case 'revisions':
        if (event.texts.length > 0)
          this.findings.add('I20', `${event.id} of room ${event.room} is deleted and has earlier texts`);
        return;
      default:
        return;
    }
  }

  finish({ members }: FinalState): void {
    const isMember = new Set(members.map(({ user, room }) => `${user} ${room}`));
    for (const { client, user, room, base, states } of this.copies)
      if (isMember.has(`${user} ${room}`)) this.compareAll(client, room, states, base);
  }

  /** Everything from a position on, and each as it is. */
  private compareAll(who: string, room: string, states: readonly Held[], from: number): void {
    const held = new Map(states);
    for (const { seq } of this.stored.messagesOf(room)) {
      if (seq < from) continue;
      const line = held.get(seq);
      if (line === undefined) this.findings.add('I19', `${who} lacks message ${String(seq)} of room ${room}`);
      else this.compare(who, room, [seq, line]);
    }
    for (const [seq] of states)
      if (!this.stored.at(room, seq))
        this.findings.add('I19', `${who} has a message ${String(seq)} of room ${room}, which is not stored`);
  }

  private comparePlaces(who: string, room: string, states: readonly Held[]): void {
    const expected = this.stored.messagesOf(room);
    if (states.some(([seq], place) => seq !== expected[place]?.seq))
      this.findings.add('I19', `${who} of room ${room} has another order`);
  }

  /**
   * Pages of the log: all messages behind a position, and the last change of each message before it. The last change of
   * another one may come too, where a page ends between the two.
   */
  private sync({ room, from, messages, changes, lines }: Synced): void {
    const who = `a newcomer behind ${String(from)}`;
    this.compareAll(who, room, messages, from + 1);
    this.compareLines(who, room, lines, from);
    const missing = new Set(this.lastChanges(room, from).map(({ seq }) => seq));
    for (const { what: change, line } of changes) {
      const [seq, what, id] = change;
      const events = this.stored.events.get(id) ?? [];
      // A pin is told also where something else has followed it.
      const told = what === 'pinned' ? events.find((event) => event.seq === seq) : events.at(-1);
      const message = this.stored.byId(id);
      if (told?.seq !== seq || told.what !== what || !message)
        this.findings.add(
          'I19',
          `${who} is told of a change ${String(seq)} of room ${room} that is not the last`,
        );
      else this.compare(who, room, [message.seq, line]);
      missing.delete(seq);
    }
    for (const seq of missing)
      this.findings.add('I19', `${who} is not told of the change ${String(seq)} of room ${room}`);
  }

  private compareLines(who: string, room: string, lines: readonly ShownLine[], from: number): void {
    const told = lines.map(([seq, what, id]) => `${String(seq)} ${what} ${id}`).join(', ');
    const stored = this.stored.toldOf(room).flatMap((seq) => {
      const event = seq > from ? this.stored.eventAt(room, seq) : undefined;
      return event ? [`${String(seq)} ${event.what} ${event.id}`] : [];
    });
    if (told !== stored.join(', '))
      this.findings.add('I19', `${who} of room ${room} is told ${told} instead of ${stored.join(', ')}`);
  }

  private lastChanges(room: string, from: number): StoredEvent[] {
    return [...this.stored.events.values()].flatMap((events) => {
      const last = events.at(-1);
      const message = last && this.stored.byId(last.id);
      return last?.room === room && last.seq > from && message && message.seq <= from ? [last] : [];
    });
  }

  private compare(who: string, room: string, [seq, line]: Held): void {
    const row = this.stored.at(room, seq);
    if (!row || row.line === line) return;
    const [told, stored] = [line.split('|'), row.line.split('|')];
    const isLeak =
      (row.isDeleted && told[TEXT] !== '') ||
      (stored[QUOTE]?.endsWith(' deleted') && told[QUOTE] !== stored[QUOTE]);
    this.findings.add(
      isLeak ? 'I20' : 'I19',
      `${who} has message ${String(seq)} of room ${room} as ${line} instead of ${row.line}`,
    );
  }
}
