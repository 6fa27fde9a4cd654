import type { Typist } from '../../store';

/** Whether somebody else is writing. @param now by `steadyNow` */
export function isTyping(typists: readonly Typist[] | undefined, myId: string, now: number): boolean {
  return typists?.some(({ id, expiresAt }) => id !== myId && expiresAt > now) ?? false;
}
