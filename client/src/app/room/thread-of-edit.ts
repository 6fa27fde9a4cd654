import type { Writing } from '../../store';

/** In which thread the message of mine is said that I am editing; undefined where that is none, or nothing is edited. */
export function threadOfEdit(now: Writing | undefined): string | undefined {
  if (now?.kind === 'edit') return now.message.threadId;
  return now?.kind === 'edit-unsent' ? now.threadId : undefined;
}
