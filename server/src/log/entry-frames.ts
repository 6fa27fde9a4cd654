import { isChange, type LogEntry } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { plainFrame, reactionFrame } from '../plain/wire/index.js';
import { type DeliveryMode, Frame } from '../realtime/index.js';
import type { ReactionStep } from './change-steps.js';
import { messagesIn } from './log-page.js';

/** Of each mode. */
const MAX_BACKLOGS = 250;
/** In UTF-16 code units, of all of a mode together. */
const MAX_BACKLOG_LENGTH = 2 * 1024 * 1024;

/**
 * What a connection of that mode hears of entries: changes only where it has said that it takes them, and those of the
 * plain contract what people did in them, as far as `stepsOf` knows.
 */
export function framesOf(
  mode: DeliveryMode,
  roomId: string,
  entries: LogEntry[],
  stepsOf: (seq: number) => readonly ReactionStep[] = () => [],
): Frame[] {
  if (entries.length === 0) return [];
  if (mode === 'log') return [Frame.of('room:log', { roomId, entries })];
  if (mode === 'plain')
    return entries.flatMap((entry) =>
      isChange(entry) ? stepsOf(entry.seq).map(reactionFrame) : plainFrame(entry),
    );
  const messages = messagesIn(entries);
  return messages.length === 0 ? [] : [Frame.of('message:batch', { roomId, messages })];
}

/** Those who come back from the same outage are told the same page, the very same list: it is encoded once. */
export class BacklogFrames {
  private readonly frames = { log: newCache(), batch: newCache() };

  of(mode: DeliveryMode, roomId: string, entries: LogEntry[]): readonly Frame[] {
    if (mode === 'plain' || entries.length === 0) return framesOf(mode, roomId, entries);
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
