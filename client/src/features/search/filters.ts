import type { MessageId } from '../../i18n';

/** They are typed as they are, in every language; what they mean is said in words. */
export const FILTERS = [
  { filter: 'from:', means: 'search.from' },
  { filter: 'in:', means: 'search.in' },
  { filter: 'on:', means: 'search.on' },
  { filter: 'before:', means: 'search.before' },
  { filter: 'after:', means: 'search.after' },
  { filter: 'has:link', means: 'search.hasLink' },
  { filter: 'has:code', means: 'search.hasCode' },
  { filter: 'has:file', means: 'search.hasFile' },
  { filter: 'has:poll', means: 'search.hasPoll' },
  { filter: 'has:reaction', means: 'search.hasReaction' },
  { filter: 'is:reply', means: 'search.isReply' },
  { filter: 'is:edited', means: 'search.isEdited' },
  { filter: 'is:pinned', means: 'search.isPinned' },
  { filter: 'is:saved', means: 'search.isSaved' },
] as const satisfies { filter: string; means: MessageId }[];

/** Those that the last word of what is typed may become; none while that is another word, or whole. */
export function filtersFor(typed: string): readonly (typeof FILTERS)[number][] {
  const begun = lastWord(typed).toLowerCase();
  return begun.length < 2 ? [] : FILTERS.filter(({ filter }) => filter.startsWith(begun) && filter !== begun);
}

/** What is typed with its last word, or a further one, as a filter. */
export function withFilter(typed: string, filter: string): string {
  const begun = lastWord(typed);
  const isBegun = begun !== '' && filter.startsWith(begun.toLowerCase());
  const before = isBegun ? typed.slice(0, typed.length - begun.length) : `${typed.trimEnd()} `;
  return `${before}${filter}${filter.endsWith(':') ? '' : ' '}`.trimStart();
}

function lastWord(typed: string): string {
  return typed.split(/\s/).at(-1) ?? '';
}
