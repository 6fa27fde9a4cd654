import { fold } from './fold.js';
import { isWordly } from './search-match.js';
import { SEARCH_HAS, SEARCH_IS, SEARCH_LIMITS, type SearchHas, type SearchIs } from './search.js';

/** What somebody looks for, taken apart. Terms are folded; names are as they were typed. */
export interface SearchQuery {
  /** Words and phrases that all have to be there. */
  terms: string[];
  /** Words and phrases of which none may be there. */
  without: string[];
  /** Usernames, or `me`: one of them is the author. */
  from: string[];
  /** Names or ids of rooms, or names of people for direct rooms: it is in one of them. */
  in: string[];
  /** Days as `YYYY-MM-DD`: earlier than the day, later than the day, on the day. */
  before?: string;
  after?: string;
  on?: string;
  has: SearchHas[];
  is: SearchIs[];
  /** Filters whose value cannot be: what is being typed, a mistake, or what no message has. */
  problems: string[];
}

/** A filter or a minus, then a text in quotes (whose end may be missing still) or up to the next blank. */
const PART = /(-?)(?:(from|in|before|after|on|has|is):)?(?:"([^"]*)(?:"|$)|(\S+))?/giy;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Takes a search apart, the same on both ends: words, "phrases", -without, and `from:` `in:` `before:` `after:` `on:` `has:` `is:`. */
export function parseSearch(text: string): SearchQuery {
  const query: SearchQuery = { terms: [], without: [], from: [], in: [], has: [], is: [], problems: [] };
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const start = PART.lastIndex;
    const found = PART.exec(text);
    if (found && found[0] !== '') {
      addPart(query, found);
    } else PART.lastIndex = start + 1;
  }
  return query;
}

/** Whether there is anything to look for. */
export function isEmptySearch(query: SearchQuery): boolean {
  const { terms, from, in: rooms, before, after, on, has, is } = query;
  const lists = [terms, from, rooms, has, is].some((list) => list.length > 0);
  return !lists && before === undefined && after === undefined && on === undefined;
}

/** What a filter takes, where it is one of a few words. */
export function valuesOf(filter: string): readonly string[] | undefined {
  return filter === 'has' ? SEARCH_HAS : filter === 'is' ? SEARCH_IS : undefined;
}

function addPart(query: SearchQuery, [whole, minus = '', filter, quoted, word]: RegExpExecArray): void {
  if (filter !== undefined) {
    if (minus === '') addFilter(query, filter.toLowerCase(), quoted ?? word ?? '');
    else query.problems.push(filter.toLowerCase());
    return;
  }
  // A minus before a sign is a sign itself: `->`.
  const isExcluded = minus !== '' && (quoted !== undefined || isWordly([...(word ?? '')][0]));
  addTerm(query, isExcluded ? (quoted ?? word ?? '') : (quoted ?? whole), isExcluded);
}

function addTerm(query: SearchQuery, typed: string, isExcluded: boolean): void {
  const term = fold(typed);
  const count = query.terms.length + query.without.length;
  if (term === '' || count >= SEARCH_LIMITS.termsMax) return;
  (isExcluded ? query.without : query.terms).push(term);
}

function addFilter(query: SearchQuery, filter: string, value: string): void {
  const name = value.replace(/^[@#]/, '').trim();
  if (name === '') query.problems.push(filter);
  else if (filter === 'from' || filter === 'in') query[filter].push(name);
  else if (filter === 'has') addKnown(query, 'has', SEARCH_HAS, name);
  else if (filter === 'is') addKnown(query, 'is', SEARCH_IS, name);
  else if (filter === 'before' || filter === 'after' || filter === 'on') {
    if (isDay(name)) query[filter] = name;
    else query.problems.push(filter);
  }
}

function addKnown(
  query: SearchQuery,
  filter: 'has' | 'is',
  known: readonly (SearchHas | SearchIs)[],
  value: string,
): void {
  const found = known.find((name) => name === value.toLowerCase());
  if (found) (query[filter] as string[]).push(found);
  else query.problems.push(filter);
}

function isDay(value: string): boolean {
  if (!DAY.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
