import { readLocal, writeLocal } from '../../lib';

const keyOf = (userId: string) => `pushed:${userId}`;
const isEndpoint = (value: unknown): value is string => typeof value === 'string';

/** The address at which this browser is pushed to, for this person; empty where it is not. */
export function pushedAt(userId: string): string {
  return readLocal(keyOf(userId), isEndpoint, '');
}

/** Messages are pushed to this browser: the page need not show them as well. */
export function isPushedHere(userId: string): boolean {
  return pushedAt(userId) !== '';
}

export function notePushedAt(userId: string, endpoint: string): void {
  writeLocal(keyOf(userId), endpoint);
}
