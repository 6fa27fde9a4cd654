import { describe, expect, it } from '@jest/globals';
import { phoneNumber } from './phone-number.js';

describe('a phone number', () => {
  it('is written in many ways, and kept in one', () => {
    for (const written of ['+49 170 1234567', '0049 (170) 123-45.67', '＋４９１７０１２３４５６７'])
      expect(phoneNumber(written)).toBe('+491701234567');
  });

  it('has its country, and is nothing else', () => {
    const bad = ['', '0170 1234567', '+0170 1234567', '+49', '+4917012345678901', '+49170x1234567'];
    for (const written of [...bad, '+491701234567,+491701234568', '+49170123\u0660567', 'tel:+491701234567'])
      expect(phoneNumber(written)).toBeUndefined();
  });
});
