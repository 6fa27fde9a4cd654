import type { KeyboardEvent } from 'react';
import { hasCommandKey } from '../../lib';

export function isBare(event: KeyboardEvent, key: string): boolean {
  return event.key === key && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
}

/** Whether this Enter sends. On touch keyboards it makes a new line. */
export function sends(
  event: KeyboardEvent,
  { sendWith, isTouch }: { sendWith: 'enter' | 'ctrl-enter'; isTouch: boolean },
): boolean {
  if (event.shiftKey) return false;
  return hasCommandKey(event) || (sendWith === 'enter' && !isTouch);
}
