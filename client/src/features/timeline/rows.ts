import type { Message, UserRef } from '@chatket/contract';
import { dayKey } from '../../lib';
import type { Line, PendingMessage, UnreadRange } from '../../store';

export type Row =
  | { kind: 'head'; key: 'head' }
  | { kind: 'tail'; key: 'tail' }
  | { kind: 'day'; key: string; at: Date }
  | { kind: 'new'; key: typeof NEW_LINE; at: Date }
  | { kind: 'line'; key: string; lines: readonly [Line, ...Line[]] }
  | { kind: 'message'; key: string; message: Message; isFirst: boolean }
  | { kind: 'pending'; key: string; item: PendingMessage; isFirst: boolean };

export interface RowsInput {
  messages: readonly Message[];
  lines: readonly Line[];
  pending: readonly PendingMessage[];
  me: UserRef;
  unread: UnreadRange | undefined;
  /** The messages end before the room does. */
  isDetached: boolean;
}

/** What stands in the room's log, oldest first. */
type Shown = Message | Line;

/** The rows of what is stored, with what is needed to go on after the last of them. */
interface Block {
  input: Pick<RowsInput, 'me' | 'unread'> & { entries: readonly Shown[] };
  rows: readonly Row[];
  last: Entry | undefined;
  newLineAt: Date | undefined;
}

interface Entry {
  authorId: string;
  at: Date;
}

interface Placement {
  key: string;
  entry: Entry;
  last: Entry | undefined;
  breakBefore: boolean;
}

export const NEW_LINE = 'new';
const GROUP_MS = 5 * 60_000;

/**
 * Makes what the conversation shows, top to bottom: messages in groups, day lines, the line of news, my unsent ones
 * last. It remembers its last work, so that a message at the end costs the same whatever is above it.
 */
export function createRowBuilder(): (input: RowsInput) => Row[] {
  let block: Block | undefined;
  /** Seqs of messages that have stood first. */
  const heads = new Set<number>();
  const interleave = createInterleaver();
  return ({ messages, lines, pending, me, unread, isDetached }) => {
    const entries = interleave(messages, lines);
    const first = block?.input.entries[0];
    if (first && first.seq !== entries[0]?.seq) heads.add(first.seq);
    block = blockOf({ entries, me, unread }, { known: block, heads });
    if (isDetached) return [{ kind: 'head', key: 'head' }, ...block.rows, { kind: 'tail', key: 'tail' }];
    const unsent = pendingRows({ messages, pending, me }, block.last);
    if (block.rows.length === 0 && unsent.length === 0) return [];
    return [{ kind: 'head', key: 'head' }, ...block.rows, ...unsent];
  };
}

/** Messages and lines in the order of the log; the same array for the same of both. */
function createInterleaver(): (messages: readonly Message[], lines: readonly Line[]) => readonly Shown[] {
  let known: { messages: readonly Message[]; lines: readonly Line[]; entries: readonly Shown[] } | undefined;
  return (messages, lines) => {
    if (lines.length === 0) return messages;
    if (known?.messages === messages && known.lines === lines) return known.entries;
    const entries = [...messages, ...lines].sort((one, other) => one.seq - other.seq);
    known = { messages, lines, entries };
    return entries;
  };
}

/** A message that once stood first keeps its head when older ones come in above: it would lose it before one's eyes. */
function blockOf(
  input: Block['input'],
  { known, heads }: { known: Block | undefined; heads: ReadonlySet<number> },
): Block {
  const goesOn = known && continues(input, known.input);
  const isAllKnown = goesOn && input.entries.length === known.input.entries.length;
  if (isAllKnown && input.entries === known.input.entries) return known;
  const rows: Row[] = goesOn ? withStates(known, input.entries) : [];
  if (isAllKnown) return { ...known, input, rows };
  let last = goesOn ? known.last : undefined;
  let newLineAt = goesOn ? known.newLineAt : undefined;

  for (let index = goesOn ? known.input.entries.length : 0; index < input.entries.length; index += 1) {
    const message = input.entries[index];
    if (!message) continue;
    if ('kind' in message) {
      last = addLine(rows, message, last);
      continue;
    }
    const at = new Date(message.createdAt);
    const entry = { authorId: message.sender.id, at };
    const opensNews = newLineAt === undefined && isWaiting(message, input);
    const key = keyOf(message.sender.id, message.clientMsgId);
    const isFirst = place(rows, { key, entry, last, breakBefore: opensNews || heads.has(message.seq) });
    if (opensNews) {
      newLineAt = at;
      rows.push({ kind: 'new', key: NEW_LINE, at });
    }
    rows.push({ kind: 'message', key, message, isFirst });
    last = entry;
  }
  return { input, rows, last, newLineAt };
}

/** The rows of before, with those messages in them that look otherwise now. */
function withStates(known: Block, entries: readonly Shown[]): Row[] {
  const changed = new Map<Shown, Shown>();
  known.input.entries.forEach((before, index) => {
    const now = entries[index];
    if (now && now !== before) changed.set(before, now);
  });
  if (changed.size === 0) return [...known.rows];
  return known.rows.map((row) => {
    const now = row.kind === 'message' ? changed.get(row.message) : undefined;
    return row.kind === 'message' && now && !('kind' in now) ? { ...row, message: now } : row;
  });
}

/** Whether all messages that were there are there still, at the beginning, though they may look otherwise. */
function continues(input: Block['input'], known: Block['input']): boolean {
  return (
    known.entries.length > 0 &&
    input.me === known.me &&
    input.unread?.from === known.unread?.from &&
    input.unread?.upTo === known.unread?.upTo &&
    // One may have left while another one has come back.
    known.entries.every(({ seq }, index) => seq === input.entries[index]?.seq)
  );
}

function isWaiting(message: Message, { unread, me }: Block['input']): boolean {
  return (
    unread !== undefined &&
    !message.deleted &&
    message.seq > unread.from &&
    message.seq <= unread.upTo &&
    message.sender.id !== me.id
  );
}

function pendingRows(input: Pick<RowsInput, 'messages' | 'pending' | 'me'>, after: Entry | undefined): Row[] {
  const { messages, pending, me } = input;
  if (pending.length === 0) return [];
  const rows: Row[] = [];
  const arrived = new Set(
    messages.filter((message) => message.sender.id === me.id).map((message) => message.clientMsgId),
  );
  let last = after;
  for (const item of pending) {
    if (arrived.has(item.clientMsgId)) continue;
    // Never before what it stands under, though that has its time from another clock.
    const at = new Date(Math.max(item.order, last?.at.getTime() ?? 0));
    const entry = { authorId: me.id, at };
    const key = keyOf(me.id, item.clientMsgId);
    const isFirst = place(rows, { key, entry, last, breakBefore: false });
    rows.push({ kind: 'pending', key, item, isFirst });
    last = entry;
  }
  return rows;
}

/** Nobody's group goes on over a line. Lines that say the same of several people are one row. */
function addLine(rows: Row[], line: Line, last: Entry | undefined): Entry {
  const entry = { authorId: '', at: new Date(line.at) };
  const key = `line:${String(line.seq)}`;
  place(rows, { key, entry, last, breakBefore: true });
  const above = rows.at(-1);
  if (above?.kind === 'line' && isSameEvent(above.lines[0], line))
    rows[rows.length - 1] = { ...above, lines: [...above.lines, line] };
  else rows.push({ kind: 'line', key, lines: [line] });
  return entry;
}

function isSameEvent(one: Line, other: Line): boolean {
  if (one.kind !== 'member' || other.kind !== 'member' || one.what !== other.what) return false;
  return (
    one.what === 'joined' || one.what === 'left' || (one.by?.id === other.by?.id && one.role === other.role)
  );
}

/** Adds the day line that belongs before the entry. Tells whether the entry begins a group. */
function place(rows: Row[], { key, entry, last, breakBefore }: Placement): boolean {
  const isNewDay = !last || dayKey(last.at) !== dayKey(entry.at);
  if (isNewDay) rows.push({ kind: 'day', key: `day:${key}`, at: entry.at });
  const continuesGroup =
    !isNewDay &&
    !breakBefore &&
    last.authorId === entry.authorId &&
    entry.at.getTime() - last.at.getTime() < GROUP_MS;
  return !continuesGroup;
}

/** The same before and after a message of mine has arrived, so that its row stays the same row. */
export function keyOf(authorId: string, clientMsgId: string): string {
  return `${authorId}:${clientMsgId}`;
}
