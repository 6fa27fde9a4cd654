import type { ThreadState } from '@chatket/contract';
import { safeInteger } from '../prisma/index.js';

/** Where in a thread somebody is spoken to, as they are told. */
export function toThreadMentions(seqs: readonly string[]): Pick<ThreadState, 'mentions' | 'mentionedAt'> {
  return seqs.length > 0 ? { mentions: seqs.length, mentionedAt: seqs.map(safeInteger) } : {};
}
