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

  it('finds it whichever way its letters are written', () => {
    for (const text of ['İlker nerede', 'ILKER!', '@ılker', 'i\u0307lker?', 'ＩＬＫＥＲ'])
      expect(mentions(text, 'ilker'), text).toBe(true);
    for (const text of ['Strauß', 'STRAUẞ', 'strauss'])
      expect(mentions(`${text}:`, 'strauss'), text).toBe(true);
    for (const text of ['İlkerler', 'şilker', 'ilkerß']) expect(mentions(text, 'ilker'), text).toBe(false);
  });

  it('reads the signs of a name as they are', () => {
    expect(mentions('hi anna.berg!', 'anna.berg')).toBe(true);
    expect(mentions('hi annaxberg', 'anna.berg')).toBe(false);
  });
});
