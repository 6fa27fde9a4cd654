import { fold, hasTerm, type SearchQuery } from '@chatket/contract';
import type { Span } from './days.js';
import type { Candidate } from './search.repository.js';
import { HAS_FILES, HAS_REACTIONS, hasCode, hasLink, IS_PINNED, IS_POLL, IS_REPLY } from './traits.js';

/** Whether a candidate is what is looked for: grams are hashes, and say nothing of what must not be there. */
export function isMeant(candidate: Candidate, query: SearchQuery, { from, until }: Span): boolean {
  const { flags, createdAt, editedAt } = candidate;
  if ((from && createdAt < from) || (until && createdAt >= until)) return false;
  if (query.has.includes('reaction') && (flags & HAS_REACTIONS) === 0) return false;
  if (query.has.includes('file') && (flags & HAS_FILES) === 0) return false;
  if (query.has.includes('poll') && (flags & IS_POLL) === 0) return false;
  if (query.is.includes('pinned') && (flags & IS_PINNED) === 0) return false;
  if (query.has.includes('link') && !hasLink(candidate.text)) return false;
  if (query.has.includes('code') && !hasCode(candidate.text)) return false;
  if (query.is.includes('reply') && (flags & IS_REPLY) === 0) return false;
  if (query.is.includes('edited') && editedAt === null) return false;
  if (query.terms.length + query.without.length === 0) return true;
  const text = fold(candidate.text);
  return (
    query.terms.every((term) => hasTerm(text, term)) && !query.without.some((term) => hasTerm(text, term))
  );
}
