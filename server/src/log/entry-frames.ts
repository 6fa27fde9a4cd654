import { isChange, isMessageChange, type LogEntry } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { plainFrame, reactionFrame } from '../plain/wire/index.js';
import { type DeliveryMode, Frame } from '../realtime/index.js';
import { isVisible } from '../rooms/access/index.js';
import type { ReactionStep } from './change-steps.js';
import { type LogPage, messagesIn } from './log-page.js';
import { entryFrom, placesIn } from './part-of-log.js';

/** Of each mode. */
const MAX_BACKLOGS = 250;
/** In UTF-16 code units, of all of a mode together. */
const MAX_BACKLOG_LENGTH = 2 * 1024 * 1024;

type StepsOf = (seq: number) => readonly ReactionStep[];

/**
 * What a connection of that mode hears of entries: changes only where it has said that it takes them, and those of the
 * plain contract what people did in them, as far as `stepsOf` knows; of what is hidden from them nothing.
 */
export function framesOf(
  mode: DeliveryMode,
  roomId: string,
  entries: LogEntry[],
  stepsOf: StepsOf = () => [],
): Frame[] {
  if (entries.length === 0) return [];
  if (mode === 'log') return [Frame.of('room:log', { roomId, entries })];
  if (mode === 'plain')
    return entries.flatMap((entry) => {
      if (!isChange(entry)) return plainFrame(entry);
      return isMessageChange(entry) ? stepsOf(entry.seq).map(reactionFrame) : [];
    });
  const messages = messagesIn(entries);
  return messages.length === 0 ? [] : [Frame.of('message:batch', { roomId, messages })];
}

/** Live entries, encoded once for all who are told the same of them. */
export class LiveFrames {
  private readonly frames = new Map<string, readonly Frame[]>();
  private places: number[] | undefined;

  constructor(
    private readonly roomId: string,
    private readonly entries: LogEntry[],
    private readonly stepsOf: StepsOf,
  ) {}

  /** @param fromSeq from where they read the room; see `Fanout.toFollowers` */
  of(mode: DeliveryMode, fromSeq: number): readonly Frame[] {
    const hidden = fromSeq === 0 ? 0 : this.hiddenPlaces(fromSeq);
    const key = `${mode} ${String(hidden)}`;
    const known = this.frames.get(key);
    if (known) return known;
    const told = hidden === 0 ? this.entries : this.entries.map((entry) => entryFrom(fromSeq, entry));
    const frames = framesOf(mode, this.roomId, told, this.stepsOf);
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

/** Those who come back from the same outage are told the same page, the very same list: it is encoded once. */
export class BacklogFrames {
  private readonly frames = { log: newCache(), batch: newCache() };

  of(
    mode: DeliveryMode,
    roomId: string,
    { entries, isPart }: Pick<LogPage, 'entries' | 'isPart'>,
  ): readonly Frame[] {
    // What is one person's only is told to nobody else.
    if (isPart || mode === 'plain' || entries.length === 0) return framesOf(mode, roomId, entries);
    const known = this.frames[mode].get(entries);
    if (known) return known;
    const frames = framesOf(mode, roomId, entries);
    this.frames[mode].set(entries, frames);
    return frames;
  }
}

function newCache() {
  return new LRUCache<LogEntry[], Frame[]>({
    max: MAX_BACKLOGS,
    maxSize: MAX_BACKLOG_LENGTH,
    sizeCalculation: (frames) => frames.reduce((sum, { length }) => sum + length, 1),
  });
}
