import { describe, expect, it } from 'vitest';
import { mentions } from './mention';

describe('mentions', () => {
  it('finds the name as a word, however it is written', () => {
    for (const text of [
      'anna?',
      '@anna look',
      'Ask Anna.',
      'anna, bob',
      '(ANNA)',
      'is it anna.',
      'x\nanna\ny',
    ])
      expect(mentions(text, 'anna'), text).toBe(true);
  });

  it('does not find it inside other names and words', () => {
    for (const text of ['joanna', 'annabelle', 'anna.berg', 'anna-lena', 'anna_2', 'lea-anna', 'nobody'])
      expect(mentions(text, 'anna'), text).toBe(false);
  });

  it('reads the signs of a name as they are', () => {
    expect(mentions('hi anna.berg!', 'anna.berg')).toBe(true);
    expect(mentions('hi annaxberg', 'anna.berg')).toBe(false);
  });
});
