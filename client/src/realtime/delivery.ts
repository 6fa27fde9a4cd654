import {
  isChange,
  isLine,
  isMessageChange,
  type LineChange,
  type LogEntry,
  type Message,
  type MessageChange,
} from '@chatket/contract';

/** What has happened in a room between two positions. */
export interface Delivery {
  roomId: string;
  /** Ascending by seq. */
  messages: Message[];
  /** Ascending by seq. A change carries the state its message had when it was told; see `revOf`. */
  changes: MessageChange[];
  /** What became of members and of the room, ascending by seq. */
  lines: LineChange[];
  /** It begins right behind here. */
  from: number;
  /** Nothing is missing up to here. */
  cursor: number;
  /** In which life of the server's database these positions hold. */
  epoch: string | undefined;
  /** Drop what you have of the room: these messages are all there is. */
  isReset: boolean;
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
export function sortOut(entries: readonly LogEntry[]): Pick<Delivery, 'messages' | 'changes' | 'lines'> {
  return {
    messages: entries.filter((entry): entry is Message => !isChange(entry)),
    changes: entries.filter(isMessageChange),
    lines: entries.filter(isLine),
  };
}
