import type { FinalState, StoredEvent, StoredMessage } from '../history';

interface RoomRows {
  messages: StoredMessage[];
  messageAt: Map<number, StoredMessage>;
  eventAt: Map<number, StoredEvent>;
  /** Seqs of what everybody is told who is there: messages, and what became of members and of the room; ascending. */
  told: number[];
}

/** What the database holds, found by position and by message. */
export class Stored {
  /** By the id of their message, ascending by seq. */
  readonly events: Map<string, StoredEvent[]>;
  readonly revisions: Map<string, FinalState['revisions']>;
  private readonly rooms = new Map<string, RoomRows>();
  private readonly messages = new Map<string, StoredMessage>();

  constructor(state: FinalState) {
    for (const message of state.messages) {
      const { messages, messageAt } = this.room(message.room);
      messages.push(message);
      messageAt.set(message.seq, message);
      this.messages.set(message.id, message);
    }
    for (const event of state.events) this.room(event.room).eventAt.set(event.seq, event);
    for (const rows of this.rooms.values())
      rows.told = [
        ...rows.messageAt.keys(),
        ...[...rows.eventAt.values()].filter(isLine).map(({ seq }) => seq),
      ].sort((one, other) => one - other);
    this.events = groupedById(state.events);
    this.revisions = groupedById(state.revisions);
  }

  /** Ascending by seq. */
  messagesOf(room: string): readonly StoredMessage[] {
    return this.rooms.get(room)?.messages ?? [];
  }

  /** Positions of what everybody is told who is there, ascending. */
  toldOf(room: string): readonly number[] {
    return this.rooms.get(room)?.told ?? [];
  }

  at(room: string, seq: number): StoredMessage | undefined {
    return this.rooms.get(room)?.messageAt.get(seq);
  }

  eventAt(room: string, seq: number): StoredEvent | undefined {
    return this.rooms.get(room)?.eventAt.get(seq);
  }

  byId(id: string): StoredMessage | undefined {
    return this.messages.get(id);
  }

  /** The first position between two, none of which counts, of something that everybody is told who is there. */
  between(room: string, low: number, high: number): number | undefined {
    const rows = this.rooms.get(room);
    for (let seq = low + 1; rows && seq < high; seq += 1) {
      const event = rows.eventAt.get(seq);
      if (rows.messageAt.has(seq) || (event && isLine(event))) return seq;
    }
    return undefined;
  }

  /** The texts a message had, and the seqs at which it got them, oldest first; nothing of a deleted one. */
  textsOf({ id, seq, version, isDeleted }: StoredMessage): { seq: number; version: string }[] {
    if (isDeleted) return [];
    const edited = this.events.get(id)?.filter(({ what }) => what === 'edited') ?? [];
    return [...(this.revisions.get(id) ?? []), { seq: edited.at(-1)?.seq ?? seq, version }];
  }

  private room(room: string): RoomRows {
    const rows = this.rooms.get(room) ?? { messages: [], messageAt: new Map(), eventAt: new Map(), told: [] };
    this.rooms.set(room, rows);
    return rows;
  }
}

/** What became of members and of the room, and pins: told whole, while another change of a message gives way to a later one. */
export function isLine({ kind, what }: StoredEvent): boolean {
  return kind === 'message' ? what === 'pinned' : what !== 'expired';
}

function groupedById<T extends { id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.id);
    if (group) group.push(row);
    else groups.set(row.id, [row]);
  }
  return groups;
}
