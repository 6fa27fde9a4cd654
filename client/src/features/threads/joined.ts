import type { Message, ThreadPage } from '@chatket/contract';
import { merge } from '../../store';

/** What is loaded of a thread. */
export interface Loaded extends Pick<ThreadPage, 'root' | 'hasMore'> {
  messages: readonly Message[];
}

/**
 * The newest page of a thread with what was loaded of it before. Where so much was said meanwhile that the two do not
 * touch, only the page stays: nothing may be missing between what is shown.
 */
export function joined(before: Loaded | undefined, fresh: Loaded): Loaded {
  const [first] = fresh.messages;
  const touches = !fresh.hasMore || (first && before?.messages.some(({ seq }) => seq >= first.seq));
  if (!before || !touches) return fresh;
  const goesFurther = (before.messages[0]?.seq ?? Infinity) < (first?.seq ?? Infinity);
  return {
    ...fresh,
    messages: merge(before.messages, fresh.messages),
    hasMore: goesFurther ? before.hasMore : fresh.hasMore,
  };
}
