import type { Reaction, UserRef } from '@chatket/contract';

/** Whether I am one of those behind a reaction, as far as it is known here. */
export function isMyReaction({ mine, users }: Reaction, me: UserRef): boolean {
  return mine ?? users.some(({ id }) => id === me.id);
}
