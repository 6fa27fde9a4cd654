import {
  isChange,
  isMessageChange,
  type LogEntry,
  type Message,
  messageOf,
  type MessageQuote,
  revOf,
} from '@chatket/contract';
import type { Segment } from './log.events.js';
import { isLasting, lengthOf, type LogPage } from './log-page.js';

const MAX_ENTRIES = 128;
/** In UTF-16 code units, so that a room full of long messages or of reactions takes no more memory than others. */
const MAX_LENGTH = 64 * 1024;
/** Those who come back from the same outage ask for the same page; at the same time there may be some other outages. */
const MAX_PAGES = 4;

/**
 * The end of a room's log. Messages in it are as they are now: a change puts its state in the place of the one before,
 * so what was deleted is not remembered.
 */
export class LogTail {
  private entries: LogEntry[] = [];
  /** Everything behind this seq is here, up to `lastSeq`. */
  private baseSeq = 0;
  private lastSeq: number | undefined;
  private length = 0;
  /** Of messages that have changed here, or whose quote has: the newest state, and the seq of the last change. */
  private readonly states = new Map<string, Message>();
  private readonly changedAt = new Map<string, number>();
  /** Pages that were asked for, by the seq behind which they begin; until something comes that they may lack. */
  private readonly pages = new Map<number, { limit: number; page: LogPage }>();

  append({ firstSeq, lastSeq, entries }: Segment): void {
    this.pages.clear();
    if (this.lastSeq === undefined || firstSeq > this.lastSeq + 1) this.restart(firstSeq - 1);
    const known = this.lastSeq ?? firstSeq - 1;
    for (const entry of entries) if (entry.seq > known) this.push(entry);
    this.lastSeq = Math.max(known, lastSeq);
    // Half as many again may gather, so that the oldest are not taken away one by one.
    if (this.entries.length > 1.5 * MAX_ENTRIES) this.drop(this.entries.length - MAX_ENTRIES);
    while (this.length > MAX_LENGTH) this.drop(Math.ceil(this.entries.length / 2));
  }

  after(seq: number, headSeq: number, limit: number): LogPage | undefined {
    if (this.lastSeq === undefined || this.baseSeq > seq || this.lastSeq < headSeq) return undefined;
    const known = this.pages.get(seq);
    if (known?.limit === limit) return known.page;
    const page = this.pageBehind(seq, this.lastSeq, limit);
    if (this.pages.size >= MAX_PAGES) this.pages.clear();
    this.pages.set(seq, { limit, page });
    return page;
  }

  private pageBehind(seq: number, lastSeq: number, limit: number): LogPage {
    const told: LogEntry[] = [];
    for (let index = this.indexBehind(seq); index < this.entries.length; index += 1) {
      const entry = this.told(index, seq);
      if (!entry) continue;
      if (told.length === limit) return { entries: told, lastSeq: told.at(-1)?.seq ?? seq, hasMore: true };
      told.push(entry);
    }
    return { entries: told, lastSeq, hasMore: false };
  }

  /** An entry as somebody at `cursor` is told of it: nothing of a change that another entry tells. */
  private told(index: number, cursor: number): LogEntry | undefined {
    const entry = this.entries[index];
    if (!entry) return undefined;
    if (!isChange(entry)) return this.states.get(entry.messageId) ?? entry;
    if (entry.kind !== 'message') return entry;
    const { messageId, seq } = entry.message;
    const isTold = seq > cursor || this.changedAt.get(messageId) !== entry.seq;
    if (isTold && !isLasting(entry)) return undefined;
    return { ...entry, message: this.states.get(messageId) ?? entry.message };
  }

  private indexBehind(seq: number): number {
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.seq ?? Infinity) > seq) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private push(entry: LogEntry): void {
    this.entries.push(entry);
    this.length += lengthOf(entry);
    if (!isMessageChange(entry)) return;
    const { message } = entry;
    this.changedAt.set(message.messageId, entry.seq);
    const known = this.states.get(message.messageId) ?? this.messageAt(message.messageId);
    if (known && revOf(known) > revOf(message)) return;
    this.states.set(message.messageId, message);
    this.requote(message);
  }

  private messageAt(id: string): Message | undefined {
    return this.entries.find((entry): entry is Message => !isChange(entry) && entry.messageId === id);
  }

  /** A quote is a copy: it follows its original, so that a deleted text is in no copy either. */
  private requote(original: Message): void {
    for (const entry of this.entries) {
      const message = messageOf(entry);
      if (!message) continue;
      const state = this.states.get(message.messageId) ?? message;
      if (state.replyTo?.id !== original.messageId || state.replyTo.rev >= revOf(original)) continue;
      this.states.set(state.messageId, { ...state, replyTo: quoteOf(original) });
    }
  }

  private drop(count: number): void {
    const gone = this.entries.splice(0, count);
    this.baseSeq = gone.at(-1)?.seq ?? this.baseSeq;
    for (const entry of gone) this.length -= lengthOf(entry);
    if (this.states.size === 0 && this.changedAt.size === 0) return;
    const kept = new Set(this.entries.map(idOf));
    for (const id of new Set(gone.map(idOf))) {
      if (kept.has(id)) continue;
      this.states.delete(id);
      this.changedAt.delete(id);
    }
  }

  private restart(baseSeq: number): void {
    this.entries = [];
    this.states.clear();
    this.changedAt.clear();
    this.length = 0;
    this.baseSeq = baseSeq;
    this.lastSeq = baseSeq;
  }
}

function quoteOf({ messageId, seq, text, sender, deleted, rev }: Message): MessageQuote {
  return {
    id: messageId,
    seq,
    text,
    sender,
    rev: revOf({ seq, rev }),
    ...(deleted && { isDeleted: true }),
    ...(deleted?.isHidden && { isHiddenByModerators: true }),
  };
}

function idOf(entry: LogEntry): string {
  return messageOf(entry)?.messageId ?? '';
}
