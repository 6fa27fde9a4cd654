import { fold, type SearchQuery, type UserRef } from '@chatket/contract';
import type { Span } from './days.js';
import { isMeant } from './is-meant.js';
import type { SearchBudget } from './search-budget.js';
import type { Candidate, SearchRepository } from './search.repository.js';

/** What few messages are, and what is kept in a list of its own: there they are looked for. */
export type Mark = 'saved' | 'pinned' | 'poll';

/** Of one answer at first, then ever more: each one looks all of them up anew. */
const CANDIDATES = 500;
const CANDIDATES_MAX = 2_000;
/** All before that. */
const LAST_DOC = 9_223_372_036_854_775_807n;

interface MarkedLook {
  mark: Mark;
  query: SearchQuery;
  span: Span;
  before: bigint | undefined;
  limit: number;
  budget: SearchBudget;
  roomsMax: number;
}

/** The mark of which there are fewest, of those that are asked for. */
export function markOf({ has, is }: SearchQuery): Mark | undefined {
  if (is.includes('saved')) return 'saved';
  if (is.includes('pinned')) return 'pinned';
  return has.includes('poll') ? 'poll' : undefined;
}

/** The names of people that are meant, where `me` is whoever asks. */
export function usernamesIn(from: readonly string[], { username }: UserRef): string[] {
  return from.map((name) => (name.toLowerCase() === 'me' ? username : name));
}

/** Newest first, until there is one result more than a page holds, or the budget is spent. */
export async function lookMarked(
  messages: SearchRepository,
  actor: UserRef,
  { mark, query, span, before, limit, budget, roomsMax }: MarkedLook,
): Promise<{ found: Candidate[]; isCut: boolean }> {
  const { from, in: names } = query;
  const [people, rooms] = await Promise.all([
    from.length > 0 ? messages.peopleNamed(usernamesIn(from, actor)) : undefined,
    names.length > 0 ? messages.roomsNamed(actor.id, names.map(fold), names, roomsMax) : undefined,
  ]);
  const isFromThem = ({ senderId, roomId }: Candidate) =>
    (people?.includes(senderId) ?? true) && (rooms?.includes(roomId) ?? true);
  const found: Candidate[] = [];
  let end = before ?? LAST_DOC;
  for (let many = CANDIDATES; ; many = Math.min(2 * many, CANDIDATES_MAX)) {
    const candidates = await messages.marked(actor.id, { mark, before: end, limit: many });
    budget.spend(candidates.length);
    found.push(...candidates.filter((candidate) => isFromThem(candidate) && isMeant(candidate, query, span)));
    const last = candidates.at(-1);
    if (found.length > limit || !last || candidates.length < many) return { found, isCut: false };
    if (budget.isSpent) return { found, isCut: true };
    end = last.doc;
  }
}
