/** Limits of mentions; apart from the others, because the first page of a client needs none of them. */
export const MENTION_LIMITS = {
  /** People that one message speaks to, and of those who are not in the room how many its sender is told of. */
  mentionsMax: 50,
  notMembersMax: 10,
  /** To more people than this, all are spoken to only on purpose. */
  mentionAllFreely: 30,
  /** Words somebody wants to be told of, and how long each may be. */
  keywordsMax: 20,
  keywordMax: 40,
  /** Mentions of a page: when nothing is asked, and at most. */
  mentionPageDefault: 50,
  mentionPageMax: 100,
} as const;
