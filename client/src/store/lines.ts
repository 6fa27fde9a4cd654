import type { LineChange, MemberChange, PinLine, RoomLine } from '@chatket/contract';

/**
 * What became of somebody or of the room, or that a message was pinned, as it stands between the messages. How the room was then is not kept: of it
 * everybody knows how it is now.
 */
export type Line = MemberChange | PinLine | Omit<RoomLine, 'room'>;

export const NO_LINES: readonly Line[] = [];

function lineOf(change: LineChange | Line): Line {
  if (!('room' in change)) return change;
  const { room: _now, ...line } = change;
  return line;
}

/** The sorted union by seq: what has happened does not change. Gives back the same array when nothing is new. */
export function mergeLines(
  known: readonly Line[] = NO_LINES,
  fresh: readonly (LineChange | Line)[] = [],
): readonly Line[] {
  const seqs = new Set(known.map(({ seq }) => seq));
  const added = fresh.filter(({ seq }) => !seqs.has(seq)).map(lineOf);
  return added.length > 0 ? [...known, ...added].sort((one, other) => one.seq - other.seq) : known;
}

/** What is held of a room's log. */
interface Held {
  messages: readonly { seq: number; messageId: string }[];
  lines?: readonly Line[];
}

/** The first entry that is held. */
export function firstOf({
  messages: [message],
  lines = NO_LINES,
}: Held): { seq: number; place: string } | undefined {
  return earlier(message, lines[0], -1);
}

/** The last entry that is held. */
export function lastOf({ messages, lines = NO_LINES }: Held): { seq: number; place: string } | undefined {
  return earlier(messages.at(-1), lines.at(-1), 1);
}

/** A message is named by its id, which servers of before the lines know too. */
function earlier(message: Held['messages'][number] | undefined, line: Line | undefined, sign: 1 | -1) {
  if (line && (!message || (line.seq - message.seq) * sign > 0))
    return { seq: line.seq, place: String(line.seq) };
  return message && { seq: message.seq, place: message.messageId };
}
