import { describe, expect, it } from 'vitest';
import { loadEmoji } from './catalog';
import { searchEmoji } from './search';

describe('emoji', () => {
  it('are found by shortcode, beginning of a name and other words, best first', async () => {
    const catalog = await loadEmoji();
    const find = (text: string) => searchEmoji(catalog, text, 8).map(({ emoji }) => emoji);
    expect(find('tada')[0]).toBe('🎉');
    expect(find('+1')[0]).toBe('👍️');
    expect(find('coff')[0]).toBe('☕️');
    expect(find('party')).toContain('🎉');
    for (const typed of ['PİZZA', 'ＰＩＺＺＡ', 'pızza', 'Pizzá']) expect(find(typed)[0], typed).toBe('🍕');
    expect(find('piñata')).toEqual(find('pinata'));
    expect(find('piñata')).toContain('🪅');
    expect(find('no such thing')).toEqual([]);
    expect(catalog.length).toBeGreaterThan(1_500);
  });
});
