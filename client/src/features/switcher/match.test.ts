import { describe, expect, it } from 'vitest';
import { matchNames } from './match';

const names = ['Kitchen table', 'Café', 'Table tennis', 'Random', 'Işık'];
const match = (typed: string) => matchNames(names, typed, (name) => name);

describe('switcher', () => {
  it('shows everything in its order before anything is typed', () => {
    expect(match(' ')).toEqual(names);
  });

  it('puts the beginning of the name before the beginning of a word', () => {
    expect(match('tab')).toEqual(['Table tennis', 'Kitchen table']);
  });

  it('does not mind accents, capitals and left out letters', () => {
    expect(match('CAFE')).toEqual(['Café']);
    expect(match('rndm')).toEqual(['Random']);
    expect(match('isik')).toEqual(['Işık']);
    expect(match('xyz')).toEqual([]);
  });

  it('finds a name whichever way its letters and the typed ones are written', () => {
    for (const [name, ...typed] of [
      ['İstanbul Işık', 'istanbul', 'ISTANBUL', 'i\u0307stanbul', 'ışık', 'IŞIK', 'isik'],
      ['Straße', 'STRASSE', 'STRAẞE', 'strasse'],
      ['STRASSE', 'straße'],
      ['Σίσυφος', 'ΣΙΣΥΦΟΣ', 'σισυφος', 'σισυφοσ'],
      ['ＷＩＤＥ', 'wide', 'ｗｉｄｅ'],
      ['Łódź', 'lodz'],
      ['a\u0301 la carte', 'á la', 'a la'],
    ] as const)
      for (const term of typed)
        expect(
          matchNames([name, 'other'], term, (item) => item),
          `${name} by ${term}`,
        ).toEqual([name]);
  });
});
