import { isChange, type LogEntry, messageOf, revOf } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { plainFrame, reactionFrame } from '../plain/wire/index.js';
import { type DeliveryMode, Frame } from '../realtime/index.js';
import type { ReactionStep } from './change-steps.js';
import { messagesIn } from './log-page.js';

const MAX_BACKLOGS = 500;
/** In UTF-16 code units, of all of them together. */
const MAX_BACKLOG_LENGTH = 4 * 1024 * 1024;

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

  of(mode: DeliveryMode, roomId: string, entries: LogEntry[]): Frame[] {
    const [oldest, newest] = [entries[0], entries.at(-1)];
    if (mode === 'plain' || !oldest || !newest) return framesOf(mode, roomId, entries);
    // The same entries in another state are another text.
    const rev = entries.reduce((sum, entry) => sum + stateOf(entry), 0);
    const key = `${mode} ${roomId} ${String(oldest.seq)}-${String(newest.seq)} ${String(entries.length)} ${String(rev)}`;
    const frames = this.frames.get(key) ?? framesOf(mode, roomId, entries);
    this.frames.set(key, frames);
    return frames;
  }
}
