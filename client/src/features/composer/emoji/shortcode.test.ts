import { describe, expect, it } from 'vitest';
import { closedShortcodeAt, shortcodeAt } from './shortcode';

describe('emoji', () => {
  it('are asked for by a colon and two characters before the caret', () => {
    expect(shortcodeAt('hi :sm', 6)).toEqual({ start: 3, end: 6, query: 'sm' });
    expect(shortcodeAt(':sm and more', 3)?.query).toBe('sm');
    for (const text of [':s', 'at 12:30', 'https://x', 'a:smile', ': smile'])
      expect(shortcodeAt(text, text.length)).toBeUndefined();
  });

  it('are meant by a closed shortcode', () => {
    expect(closedShortcodeAt('hi :smile:', 10)).toEqual({ start: 3, end: 10, query: 'smile' });
    expect(closedShortcodeAt('a:smile:', 8)).toBeUndefined();
  });

  it('are asked for by the end of a long text, and not by what only looks like a word of its own', () => {
    const long = `${'x'.repeat(100)}:${'y'.repeat(79)}`;
    expect(shortcodeAt(long, long.length)).toBeUndefined();
    const far = `${'word '.repeat(4_000)}:smi`;
    expect(shortcodeAt(far, far.length)).toEqual({ start: 20_000, end: 20_004, query: 'smi' });
  });
});
