import { describe, expect, it } from 'vitest';
import { closedShortcodes, insertEmoji, insertLate, meantBy, suggest } from './complete';
import { shortcodeAt } from './shortcode';

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

describe('an emoji that comes late', () => {
  it.each([
    ['go :tada: on|', 'go 🎉 on|'],
    ['go :tada:|', 'go 🎉 |'],
    ['|go :tada: on', '|go 🎉 on'],
  ])('makes %j into %j', (before, expected) => {
    const at = before.indexOf('|');
    const text = before.replace('|', '');
    const [stretch] = closedShortcodes(text);
    if (!stretch) throw new Error('no shortcode');
    const edited = insertLate({ text, start: at, end: at }, stretch, '🎉');
    expect(`${edited.text.slice(0, edited.end)}|${edited.text.slice(edited.end)}`).toBe(expected);
  });
});

describe('code', () => {
  const party = { emoji: '🎉', name: 'party popper', group: 6, shortcodes: ['tada'], words: [] };

  it.each(['`:tada:', '```\n:tada:', '``a :tada:', 'a `b :tada:'])('has no emoji: %j', (text) => {
    const start = text.indexOf(':');
    expect(meantBy([party], text, { start, end: text.length, query: 'tada' })).toBeUndefined();
    expect(suggest([party], text, { start, end: text.length - 1, query: 'tad' })).toEqual([]);
  });

  it('ends, and emoji are back', () => {
    const text = '`code` :TADA:';
    expect(meantBy([party], text, { start: 7, end: text.length, query: 'TADA' })).toBe(party);
    const open = '```\ncode\n```\n:tad';
    const shortcode = shortcodeAt(open, open.length);
    expect(shortcode && suggest([party], open, shortcode)).toEqual([party]);
  });
});

it('finds everything that looks like a closed shortcode', () => {
  const text = ':a_b: x :c-d:\na:no: (:e+f:) :open';
  expect(closedShortcodes(text).map(({ query }) => query)).toEqual(['a_b', 'c-d', 'e+f']);
});
