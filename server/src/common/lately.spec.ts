import { describe, expect, it } from '@jest/globals';
import { Lately } from './lately.js';

describe('Lately', () => {
  it('is nothing before anything was, and when nothing has been for two seconds', () => {
    const lately = new Lately();
    expect(lately.perSecond(5_000)).toBe(0);
    lately.note(100, 5_500);
    expect(lately.perSecond(7_600)).toBeLessThan(100);
    expect(lately.perSecond(9_700)).toBe(0);
  });

  it('does not forget at the end of a second what there was in it', () => {
    const lately = new Lately();
    lately.perSecond(10_000);
    for (let at = 10_000; at < 11_000; at += 10) lately.note(3, at);
    expect(lately.perSecond(11_000)).toBe(300);
    expect(lately.perSecond(11_001)).toBeGreaterThan(290);
    expect(lately.perSecond(11_500)).toBeGreaterThan(290);
  });

  it('makes no more of a moment than of a tenth of a second', () => {
    const lately = new Lately();
    lately.perSecond(10_000);
    lately.note(1, 10_000);
    expect(lately.perSecond(10_000)).toBe(10);
  });
});
