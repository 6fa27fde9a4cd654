import { isString, readLocal, writeLocal } from '../../lib';

const KEY = 'recent-emoji';
const KEPT = 16;

const isList = (value: unknown): value is string[] => Array.isArray(value) && value.every(isString);

/** The emoji picked last in this browser, the latest first. */
export function recentEmoji(): string[] {
  return readLocal<string[]>(KEY, isList, []);
}

export function keepRecent(emoji: string): void {
  writeLocal(KEY, [emoji, ...recentEmoji().filter((kept) => kept !== emoji)].slice(0, KEPT));
}
