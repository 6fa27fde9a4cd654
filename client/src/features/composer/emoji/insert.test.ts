import { describe, expect, it } from 'vitest';
import { insertEmoji } from './insert';

/** The text with a bar where the caret stands. */
function after(text: string) {
  const start = text.indexOf(':');
  const end = text.indexOf('|');
  const edited = insertEmoji(text.replace('|', ''), { start, end }, '🎉');
  return `${edited.text.slice(0, edited.end)}|${edited.text.slice(edited.end)}`;
}

describe('an emoji in place of its shortcode', () => {
  it.each([
    ['hi :ta|', 'hi 🎉 |'],
    ['hi :ta| there', 'hi 🎉 |there'],
    ['hi :ta|there', 'hi 🎉 |there'],
    ['hi :ta|\nthere', 'hi 🎉|\nthere'],
    ['(:tada:|)', '(🎉|)'],
    [':tada:|, well', '🎉|, well'],
  ])('makes %j into %j', (before, expected) => {
    expect(after(before)).toBe(expected);
  });
});
