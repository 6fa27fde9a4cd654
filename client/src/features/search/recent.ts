import { readLocal, writeLocal } from '../../lib';

const KEPT = 10;
const keyOf = (userId: string) => `searches:${userId}`;
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

/** What somebody has looked for on this device, the last first. */
export function recentSearches(userId: string): string[] {
  return readLocal(keyOf(userId), isTexts, []);
}

/** Notes a search that has led somewhere. */
export function noteSearch(userId: string, text: string): void {
  const others = recentSearches(userId).filter((known) => known !== text);
  writeLocal(keyOf(userId), [text, ...others].slice(0, KEPT));
}
