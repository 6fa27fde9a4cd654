import {
  revOf,
  type LogEntry,
  type MemberChange,
  type Message,
  type MessageChange,
  type MessageQuote,
  type Reaction,
  type RoomSyncResult,
  type UserRef,
} from '@chatket/contract';
import { alice, bob, messageAt } from './cast';

type Logged =
  | { seq: number; id: string; what?: MessageChange['what'] }
  /** What became of somebody. */
  | { seq: number; id: undefined; line: MemberChange }
  /** Of a kind that no client knows yet. */
  | { seq: number; id: undefined };

const PEOPLE: readonly UserRef[] = [alice, bob, { id: 'u-carol', username: 'carol' }];
const EMOJI = ['👍', '🎉'];
/** A cursor further behind is not brought up to date but replaced. */
const DISTANCE_MAX = 12;

/** A room as its server has it: everything that happened in it, and every message as it is now. */
export function createModelRoom() {
  let log: Logged[] = [];
  let epoch = 'first';
  let head = 0;
  const messages = new Map<string, Message>();
  /** What a reply answers. */
  const quoted = new Map<string, string>();
  const ids = () => [...messages.keys()];
  /** One of the last messages or of all. */
  const pick = (number: number) =>
    ids().at(-1 - (Math.floor(number / 6) % (number % 2 === 0 ? 4 : messages.size)));

  function send(number: number, isReply: boolean): LogEntry {
    head += 1;
    const message = messageAt(head, { text: `said ${String(head)}` });
    const answered = isReply ? pick(number) : undefined;
    if (answered !== undefined) quoted.set(message.messageId, answered);
    messages.set(message.messageId, message);
    log.push({ seq: head, id: message.messageId });
    return present(message.messageId);
  }

  function change(number: number, what: MessageChange['what']): LogEntry | undefined {
    const id = pick(number);
    const message = id === undefined ? undefined : messages.get(id);
    if (id === undefined || !message || message.deleted) return undefined;
    head += 1;
    const at = new Date(head).toISOString();
    const { reactions, ...rest } = message;
    if (what === 'edited')
      messages.set(id, { ...message, rev: head, editedAt: at, text: `edited ${String(head)}` });
    if (what === 'deleted') messages.set(id, { ...rest, rev: head, text: '', deleted: { at, by: bob } });
    if (what === 'reacted') {
      const after = toggled(reactions ?? [], {
        emoji: EMOJI[number % 2] ?? '',
        who: PEOPLE[number % 3] ?? bob,
      });
      messages.set(id, { ...rest, rev: head, ...(after.length > 0 ? { reactions: after } : {}) });
    }
    log.push({ seq: head, id, what });
    return told({ seq: head, id, what });
  }

  function somethingNew(): LogEntry {
    head += 1;
    log.push({ seq: head, id: undefined });
    return told({ seq: head, id: undefined });
  }

  function become(number: number): LogEntry {
    head += 1;
    const what = (['joined', 'role', 'left'] as const)[number % 3] ?? 'joined';
    const user = PEOPLE[number % PEOPLE.length] ?? bob;
    const role = what === 'left' ? null : number % 2;
    const line: MemberChange = {
      seq: head,
      kind: 'member',
      what,
      at: new Date(head).toISOString(),
      user,
      role,
    };
    log.push({ seq: head, id: undefined, line });
    return line;
  }

  /** A change goes when a later one of the same message tells its outcome as well. */
  function compact() {
    log = log.filter(
      (entry, index) =>
        !('what' in entry && entry.what) || !log.slice(index + 1).some((later) => later.id === entry.id),
    );
  }

  /** Its positions mean nothing from now on, as in a database that was restored. */
  function restore() {
    epoch = `${epoch}+`;
  }

  function present(id: string): Message {
    const message = messages.get(id) ?? messageAt(0);
    const original = messages.get(quoted.get(id) ?? '');
    return original ? { ...message, replyTo: quoteOf(original) } : message;
  }

  function told(entry: Logged): LogEntry {
    if ('line' in entry) return entry.line;
    if (entry.id === undefined) return { seq: entry.seq, kind: 'weather' } as unknown as LogEntry;
    if (!('what' in entry) || !entry.what) return present(entry.id);
    const { seq, id, what } = entry;
    return { seq, kind: 'message', what, at: new Date(seq).toISOString(), message: present(id) };
  }

  /** What a sync answers, and what it sends before. */
  function sync(position: { cursor?: number; epoch?: string }, limit: number) {
    const { cursor = head } = position;
    const isOther = position.epoch !== undefined && position.epoch !== epoch;
    const reset = isOther || cursor > head || head - cursor > DISTANCE_MAX;
    const behind = log.filter(({ seq }) => seq > cursor);
    const page = reset ? log.slice(-limit) : behind.slice(0, limit);
    const hasMore = !reset && behind.length > page.length;
    const inPage = new Set(page.flatMap((one) => ('what' in one && one.what ? [] : [one.id])));
    const entries = page
      .filter((one, index) => {
        if (one.id === undefined || !('what' in one) || !one.what) return true;
        return !inPage.has(one.id) && !page.slice(index + 1).some((later) => later.id === one.id);
      })
      .map(told);
    const messageCount = entries.filter((one) => !('kind' in one)).length;
    const result: RoomSyncResult = {
      roomId: 'r',
      synced: true,
      messageCount,
      changeCount: entries.length - messageCount,
      lastSeq: hasMore ? (page.at(-1)?.seq ?? cursor) : head,
      headSeq: head,
      epoch,
      hasMore,
      ...(reset ? { reset: true } : {}),
    };
    return { entries, result };
  }

  /** Messages as they are now, oldest first: those with such a seq, at most so many from the end. */
  function page(isIn: (seq: number) => boolean, limit = Infinity): Message[] {
    const found = ids()
      .map(present)
      .filter(({ seq }) => isIn(seq));
    return limit === Infinity ? found : found.slice(-limit);
  }

  function lines(isIn: (seq: number) => boolean): MemberChange[] {
    return log.flatMap((entry) => ('line' in entry && isIn(entry.seq) ? entry.line : []));
  }

  /** Messages and lines before a place, so many of both; and where the next page ends. */
  function logPage(before: number, limit: number) {
    const isBefore = (seq: number) => seq < before;
    const seqs = [...page(isBefore), ...lines(isBefore)]
      .map(({ seq }) => seq)
      .sort((one, other) => one - other);
    const from = seqs.slice(-limit)[0] ?? before;
    const isIn = (seq: number) => seq >= from && seq < before;
    const olderFrom = seqs.length > limit ? String(from) : undefined;
    return { messages: page(isIn), lines: lines(isIn), hasOlder: olderFrom !== undefined, olderFrom };
  }

  return {
    send,
    become,
    lines,
    logPage,
    change,
    somethingNew,
    compact,
    restore,
    sync,
    page,
    head: () => head,
  };
}

function toggled(
  reactions: readonly Reaction[],
  { emoji, who }: { emoji: string; who: UserRef },
): Reaction[] {
  const known = reactions.find((one) => one.emoji === emoji);
  if (!known) return [...reactions, { emoji, count: 1, users: [who] }];
  const others = known.users.filter(({ id }) => id !== who.id);
  const users = others.length < known.users.length ? others : [...known.users, who];
  return reactions
    .map((one) => (one === known ? { emoji, count: users.length, users } : one))
    .filter(({ count }) => count > 0);
}

function quoteOf({ messageId: id, text, sender, seq, rev, deleted }: Message): MessageQuote {
  return { id, seq, text, sender, rev: revOf({ seq, rev }), ...(deleted ? { isDeleted: true } : {}) };
}
