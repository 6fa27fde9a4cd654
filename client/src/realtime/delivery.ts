import {
  isChange,
  isMessageChange,
  lineOf,
  type LineChange,
  type LogEntry,
  type MemberChange,
  type Message,
  type MessageChange,
  type RoomProfile,
} from '@chatket/contract';

/** The state that one or more changes led to which were not told themselves. Which they were is not known: `what` is a guess. */
export interface Renewal extends MessageChange {
  isRenewal: true;
}

/** What has happened in a room between two positions. */
export interface Delivery {
  roomId: string;
  /** Ascending by seq. */
  messages: Message[];
  /** Ascending by seq. A change carries the state its message had when it was told; see `revOf`. */
  changes: (MessageChange | Renewal)[];
  /** What people see between the messages, ascending by seq. */
  lines: LineChange[];
  /** What holds in the room, as it was told last; missing where nothing was told of it. */
  room?: RoomProfile;
  /** Who came, went, or is something else now; missing where nobody did. */
  members?: MemberChange[];
  /** It begins right behind here. */
  from: number;
  /** Nothing is missing up to here. */
  cursor: number;
  /** In which life of the server's database these positions hold. */
  epoch: string | undefined;
  /** Drop what you have of the room: these messages are all there is. */
  isReset: boolean;
  /** The positions of before hold no more: another copy of the server's database has taken its place. */
  isOtherLife?: true;
  /** It was written while this page had lost its connection. */
  wasMissed: boolean;
}

/** A position in a room's log. */
export interface RoomPosition {
  roomId: string;
  cursor?: number;
  epoch?: string;
}

/** Entries by what they are. Those of a kind that this client does not know have only taken their seq. */
export function sortOut(
  entries: readonly LogEntry[],
): Pick<Delivery, 'messages' | 'changes' | 'lines' | 'room' | 'members'> {
  const lines = entries.flatMap((entry) => lineOf(entry) ?? []);
  const told = entries.findLast((entry) => isChange(entry) && entry.kind === 'room');
  const members = lines.filter((line) => line.kind === 'member');
  return {
    ...(told && 'room' in told && { room: told.room }),
    ...(members.length > 0 && { members }),
    messages: entries.filter((entry): entry is Message => !isChange(entry)),
    changes: entries.filter(isMessageChange),
    lines,
  };
}
