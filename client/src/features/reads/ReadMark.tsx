import { useMarkRead, type Sight } from './use-mark-read';

/** Draws nothing; reads what is before somebody's eyes. */
export function ReadMark(sight: Sight) {
  useMarkRead(sight);
  return null;
}
