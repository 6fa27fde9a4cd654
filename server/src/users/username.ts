import { usernameProblem } from '@chatket/contract';

/** Why a normalized username cannot be taken, or null when it can. */
export function refuseUsername(username: unknown): string | null {
  const problem = typeof username === 'string' ? usernameProblem(username) : 'letters';
  if (problem === undefined) return null;
  return problem === 'reserved'
    ? 'is reserved'
    : 'must have 3 to 32 characters of a-z, 0-9, dot, dash and underscore';
}
