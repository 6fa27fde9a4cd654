import { isChange, isMessageChange, type LogEntry, messageOf } from '@chatket/contract';
import { messageFrom } from '../chat/message/index.js';
import { isVisible } from '../rooms/access/index.js';
import type { LogPage } from './log-page.js';

/**
 * An entry as those are told of it who read the room from `fromSeq` on: the same object where nothing in it lies
 * before that; of a change of what was said before, its seq only; of a quote from before, who is quoted.
 */
export function entryFrom(fromSeq: number, entry: LogEntry): LogEntry {
  const message = messageOf(entry);
  if (!message) return entry;
  if (!isVisible(message.seq, fromSeq)) {
    const at = isChange(entry) ? entry.at : entry.createdAt;
    return { seq: entry.seq, kind: 'hidden', what: 'hidden', at };
  }
  const told = messageFrom(fromSeq, message);
  if (told === message) return entry;
  return isMessageChange(entry) ? { ...entry, message: told } : told;
}

/** A page for those who read from `fromSeq` on: what is hidden is left out. The same object where nothing is. */
export function pageFrom(fromSeq: number, page: LogPage): LogPage {
  if (fromSeq === 0) return page;
  const told = page.entries.map((entry) => entryFrom(fromSeq, entry));
  if (told.every((entry, place) => entry === page.entries[place])) return page;
  const entries = told.filter((entry) => !isChange(entry) || entry.kind !== 'hidden');
  return { ...page, entries, isPart: true };
}

/**
 * Where something stands that the entries speak of, ascending: what two people are told of them differs only if one of
 * these lies between the places from which they read.
 */
export function placesIn(entries: readonly LogEntry[]): number[] {
  const places = entries.flatMap((entry) => {
    const message = messageOf(entry);
    return message ? [message.seq, ...(message.replyTo ? [message.replyTo.seq ?? 0] : [])] : [];
  });
  return places.sort((one, other) => one - other);
}
