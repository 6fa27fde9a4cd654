import type { Reaction, UserRef } from '@chatket/contract';
import { isMyReaction } from '../../store';

/** So many people are named beside a reaction, the others are counted. */
const NAMED_MAX = 8;

/** Who stands behind a reaction: some names, mine first, and how many others. */
export function reactorsOf(reaction: Reaction, me: UserRef): { names: string[]; others: number } {
  const isMine = isMyReaction(reaction, me);
  const rest = reaction.users.filter(({ id }) => id !== me.id);
  const names = [...(isMine ? [me] : []), ...rest].map(({ username }) => username).slice(0, NAMED_MAX);
  return { names, others: Math.max(0, reaction.count - names.length) };
}
