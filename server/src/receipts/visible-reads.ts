import type { ReadReceipt } from '@chatket/contract';
import { isVisible } from '../rooms/access/index.js';

interface Reader {
  userId: string;
  fromSeq: number;
}

/**
 * What somebody may know of others' reading: nothing of those of whom one has blocked the other, nothing of what they
 * may not read, and not their own.
 * @param blocked pairs, whoever of them has blocked the other
 */
export function visibleReads(
  reads: readonly ReadReceipt[],
  { userId, fromSeq }: Reader,
  blocked: readonly (readonly [string, string])[],
): ReadReceipt[] {
  const isApart = (other: string) =>
    blocked.some(([one, two]) => (one === userId && two === other) || (two === userId && one === other));
  return reads.filter(({ user, seq }) => user.id !== userId && isVisible(seq, fromSeq) && !isApart(user.id));
}
