import { fold, type SearchQuery, type UserRef } from '@chatket/contract';
import type { Span } from './days.js';
import { isMeant } from './is-meant.js';
import type { Candidate, SearchRepository } from './search.repository.js';

/** What few messages are, and what is kept in a list of its own: there they are looked for. */
export type Mark = 'saved' | 'pinned' | 'poll';

const AT_ONCE = 500;
/** All before that. */
const LAST_DOC = 9_223_372_036_854_775_807n;

interface MarkedLook {
  mark: Mark;
  query: SearchQuery;
  span: Span;
  before: bigint | undefined;
  limit: number;
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

/** Newest first, until there is one result more than a page holds. */
export async function lookMarked(
  messages: SearchRepository,
  actor: UserRef,
  { mark, query, span, before, limit, roomsMax }: MarkedLook,
): Promise<{ found: Candidate[]; isCut: boolean }> {
  const { from, in: names } = query;
  const [people, rooms] = await Promise.all([
    from.length > 0 ? messages.peopleNamed(usernamesIn(from, actor)) : undefined,
    names.length > 0 ? messages.roomsNamed(actor.id, names.map(fold), names, roomsMax) : undefined,
  ]);
  const isFromThem = ({ senderId, roomId }: Candidate) =>
    (people?.includes(senderId) ?? true) && (rooms?.includes(roomId) ?? true);
  const found: Candidate[] = [];
  for (let end = before ?? LAST_DOC; ;) {
    const candidates = await messages.marked(actor.id, { mark, before: end, limit: AT_ONCE });
    found.push(...candidates.filter((candidate) => isFromThem(candidate) && isMeant(candidate, query, span)));
    const last = candidates.at(-1);
    if (found.length > limit || !last || candidates.length < AT_ONCE) return { found, isCut: false };
    end = last.doc;
  }
}
