import { parseSearch, SEARCH_HAS, SEARCH_IS } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { FILTERS, filtersFor, withFilter } from './filters';

const namesFor = (typed: string) => filtersFor(typed).map(({ filter }) => filter);

describe('the filters of a search', () => {
  it('are all that can be typed', () => {
    const names = FILTERS.map(({ filter }) => filter as string);
    for (const value of SEARCH_HAS) expect(names).toContain(`has:${value}`);
    for (const value of SEARCH_IS) expect(names).toContain(`is:${value}`);
    for (const filter of names)
      expect(parseSearch(filter.endsWith(':') ? `${filter}2026-01-31` : filter).problems).toEqual([]);
  });

  it('are offered for the last word, until it is one', () => {
    expect(namesFor('tea is')).toEqual(['is:reply', 'is:edited', 'is:pinned', 'is:saved']);
    expect(namesFor('IS:S')).toEqual(['is:saved']);
    for (const typed of ['', 'i', 'is:saved', 'is tea', 'nothing']) expect(namesFor(typed)).toEqual([]);
  });

  it('take the place of what was begun, or stand behind what is there', () => {
    expect(withFilter('tea is:s', 'is:saved')).toBe('tea is:saved ');
    expect(withFilter('tea', 'has:poll')).toBe('tea has:poll ');
    expect(withFilter('', 'from:')).toBe('from:');
    expect(withFilter('tea ', 'from:')).toBe('tea from:');
  });
});
