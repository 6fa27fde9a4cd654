import { isChange, isMessageChange, type LogEntry, type Message, messageOf } from '@chatket/contract';

/** What comes next behind a place in a room's log. Many may be told the same page: nobody changes it. */
export interface LogPage {
  /** Ascending by seq. */
  entries: LogEntry[];
  /** Nothing is missing up to here. */
  lastSeq: number;
  hasMore: boolean;
  /** Something was left out that only others may read: it is like nobody else's page. */
  isPart?: true;
}

/** Whether a change is told also where a later state of its message is: people see it as a line. */
export function isLasting(entry: LogEntry): boolean {
  return isMessageChange(entry) && entry.what === 'pinned';
}

/** What of a page somebody at `cursor` is told: a change of a message that comes itself behind the cursor is in it. */
export function toldFrom(cursor: number, page: LogPage): LogPage {
  const entries = page.entries.filter(
    (entry) => !isMessageChange(entry) || isLasting(entry) || entry.message.seq <= cursor,
  );
  return { ...page, entries };
}

/** The messages among the entries. */
export function messagesIn(entries: readonly LogEntry[]): Message[] {
  return entries.filter((entry): entry is Message => !isChange(entry));
}

/** About so many UTF-16 code units a person in a list of reactions takes, and a change that is about no message. */
const PERSON_LENGTH = 64;
const CHANGE_LENGTH = 256;

/** How much memory an entry takes, in UTF-16 code units of what people have written or caused. */
export function lengthOf(entry: LogEntry): number {
  const message = messageOf(entry);
  if (!message) return CHANGE_LENGTH;
  const { text, replyTo, reactions } = message;
  const people = reactions?.reduce((sum, { users }) => sum + 1 + users.length, 0) ?? 0;
  return text.length + (replyTo?.text.length ?? 0) + people * PERSON_LENGTH;
}
