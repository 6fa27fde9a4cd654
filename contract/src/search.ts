import type { Message } from './messages.js';

/** What a search may be, and how much it answers. */
export const SEARCH_LIMITS = {
  queryMax: 256,
  /** Words and phrases that one search asks for; what follows them is left out. */
  termsMax: 12,
  /** Results of a page: when nothing is asked, and at most. */
  pageDefault: 20,
  pageMax: 50,
} as const;

/** What a message can have, and be, to be found by `has:` and `is:`. */
export const SEARCH_HAS = ['link', 'code', 'reaction', 'file', 'poll'] as const;
export const SEARCH_IS = ['reply', 'edited', 'pinned', 'saved'] as const;
export type SearchHas = (typeof SEARCH_HAS)[number];
export type SearchIs = (typeof SEARCH_IS)[number];

/** One message that was found, and what is shown right before and after it: in its thread, where it is shown in that only. */
export interface SearchResult {
  message: Message;
  before?: Message;
  after?: Message;
}

/** Newest first, among what the asker may read at this moment. */
export interface SearchPage {
  results: SearchResult[];
  /** Where the next page goes on; missing on the last one. */
  nextCursor?: string;
  /** There was so much to look through that the search was ended before its page was full. */
  isPartial?: true;
  /** Messages are still being taken into the index, the newest first: older ones may be missing. */
  isBuilding?: true;
}
