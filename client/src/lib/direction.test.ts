import { expect, it } from 'vitest';
import { directionOf } from './direction';

it('a text runs as its first letter does', () => {
  for (const text of ['שלום', '12 مرحبا', '🎂 **תודה**', '@ שלום hello'])
    expect(directionOf(text)).toBe('rtl');
  for (const text of ['hello שלום', '12', '', '🎂', 'İyi', '中文', 'क्ष'])
    expect(directionOf(text)).toBe('ltr');
});
