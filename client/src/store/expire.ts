import type { MessageQuote } from '@chatket/contract';
import type { Timeline } from './timeline';

/** Drops the messages up to a seq, which are gone, and what is quoted of them. */
export function expire(timeline: Timeline, seq: number): Timeline {
  const gone = timeline.messages.filter((message) => message.seq <= seq);
  const ids = new Set(gone.map(({ messageId }) => messageId));
  const isGone = (quote: MessageQuote | undefined) =>
    quote !== undefined && !quote.isDeleted && !quote.isHidden && (ids.has(quote.id) || quote.rev <= seq);
  const left = timeline.messages.filter((message) => message.seq > seq);
  if (gone.length === 0 && !left.some(({ replyTo }) => isGone(replyTo))) return timeline;
  const messages = left.map((message) =>
    message.replyTo && isGone(message.replyTo)
      ? { ...message, replyTo: { ...message.replyTo, text: '', isDeleted: true as const } }
      : message,
  );
  const lines = timeline.lines?.filter((line) => line.seq > seq);
  return { ...timeline, messages, ...(lines && { lines }), older: 'none', olderFrom: undefined };
}
