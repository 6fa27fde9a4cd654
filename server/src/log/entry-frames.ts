import { type LogEntry, messageOf, revOf } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { plainFrames } from '../plain/wire/index.js';
import { type DeliveryMode, Frame } from '../realtime/index.js';
import { isVisible } from '../rooms/access/index.js';
import { type LogPage, messagesIn } from './log-page.js';
import { entryFrom, placesIn } from './part-of-log.js';

const MAX_BACKLOGS = 500;
/** In UTF-16 code units, of all of them together. */
const MAX_BACKLOG_LENGTH = 4 * 1024 * 1024;

/** What a connection of that mode hears of entries: changes only where it has said that it takes them. */
export function framesOf(mode: DeliveryMode, roomId: string, entries: LogEntry[]): Frame[] {
  if (entries.length === 0) return [];
  if (mode === 'log') return [Frame.of('room:log', { roomId, entries })];
  const messages = messagesIn(entries);
  if (messages.length === 0) return [];
  return mode === 'batch' ? [Frame.of('message:batch', { roomId, messages })] : plainFrames(messages);
}

/** Live entries, encoded once for all who are told the same of them. */
export class LiveFrames {
  private readonly frames = new Map<string, readonly Frame[]>();
  private places: number[] | undefined;

  constructor(
    private readonly roomId: string,
    private readonly entries: LogEntry[],
  ) {}

  /** @param fromSeq from where they read the room; see `Fanout.toFollowers` */
  of(mode: DeliveryMode, fromSeq: number): readonly Frame[] {
    const hidden = fromSeq === 0 ? 0 : this.hiddenPlaces(fromSeq);
    const key = `${mode} ${String(hidden)}`;
    const known = this.frames.get(key);
    if (known) return known;
    const told = hidden === 0 ? this.entries : this.entries.map((entry) => entryFrom(fromSeq, entry));
    const frames = framesOf(mode, this.roomId, told);
    this.frames.set(key, frames);
    return frames;
  }

  /** How many of the places that the entries speak of are hidden from there. */
  private hiddenPlaces(fromSeq: number): number {
    this.places ??= placesIn(this.entries);
    const first = this.places.findIndex((place) => isVisible(place, fromSeq));
    return first === -1 ? this.places.length : first;
  }
}

/** Grows with every change of the entry's message and of what that quotes; other entries are told as they were. */
function stateOf(entry: LogEntry): number {
  const message = messageOf(entry);
  return message ? revOf(message) + (message.replyTo?.rev ?? 0) : entry.seq;
}

/** Those who come back from the same outage miss the same: it is encoded once. */
export class BacklogFrames {
  private readonly frames = new LRUCache<string, Frame[]>({
    max: MAX_BACKLOGS,
    maxSize: MAX_BACKLOG_LENGTH,
    sizeCalculation: (frames) =>
      Math.max(
        1,
        frames.reduce((sum, { length }) => sum + length, 0),
      ),
  });

  of(mode: DeliveryMode, roomId: string, { entries, isPart }: Pick<LogPage, 'entries' | 'isPart'>): Frame[] {
    const [oldest, newest] = [entries[0], entries.at(-1)];
    // What is one person's only is told to nobody else.
    if (isPart || mode === 'plain' || !oldest || !newest) return framesOf(mode, roomId, entries);
    // The same entries in another state are another text.
    const rev = entries.reduce((sum, entry) => sum + stateOf(entry), 0);
    const key = `${mode} ${roomId} ${String(oldest.seq)}-${String(newest.seq)} ${String(entries.length)} ${String(rev)}`;
    const frames = this.frames.get(key) ?? framesOf(mode, roomId, entries);
    this.frames.set(key, frames);
    return frames;
  }
}
