import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { byName } from './natural-order';

afterEach(() => vi.unstubAllGlobals());

describe('the order of names', () => {
  it('counts numbers, and puts letters where people look for them', () => {
    const names = ['room 10', 'Room 2', 'room 1', 'élan', 'zoo', 'Eve', 'v1.10', 'v1.9'];
    expect(names.sort(byName)).toEqual([
      'élan',
      'Eve',
      'room 1',
      'Room 2',
      'room 10',
      'v1.9',
      'v1.10',
      'zoo',
    ]);
  });

  it('is that of the language of the page', () => {
    vi.stubGlobal('document', { documentElement: { lang: 'tr' } });
    expect(['çay', 'dil', 'cam', 'ılık', 'iyi', 'hoş'].sort(byName)).toEqual([
      'cam',
      'çay',
      'dil',
      'hoş',
      'ılık',
      'iyi',
    ]);
  });

  it('never wavers', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (names) => {
        const once = [...names].sort(byName);
        expect([...names].reverse().sort(byName)).toEqual(once);
      }),
    );
  });
});
