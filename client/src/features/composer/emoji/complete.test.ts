import { describe, expect, it } from 'vitest';
import type { Edited } from '../edit';
import { closedShortcodes, insertEmoji, insertLate, meantBy, suggest, take, takeLate } from './complete';
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

describe('what is put into the field for the person', () => {
  const party = { emoji: '🎉', name: 'party popper', group: 6, shortcodes: ['tada'], words: [] };
  const fieldWith = (text: string | undefined) => {
    let now: Edited | undefined = text === undefined ? undefined : { text, start: 0, end: 0 };
    return { read: () => now, put: (edited: Edited) => (now = edited) };
  };

  it('is the emoji that was picked, and nothing while an input method composes', () => {
    const field = fieldWith('hi :tad');
    take(field, '🎉', { start: 3, end: 7, query: 'tad' });
    expect(field.read()?.text).toBe('hi 🎉 ');
    const composing = fieldWith(undefined);
    take(composing, '🎉', { start: 3, end: 7, query: 'tad' });
    expect(composing.read()).toBeUndefined();
  });

  it('is each emoji that was meant before it was known, and no other', () => {
    const field = fieldWith(':tada: and :what: and `:tada:` and :tada:');
    takeLate(field, [party], new Set(['tada', 'what']));
    expect(field.read()?.text).toBe('🎉 and :what: and `:tada:` and 🎉 ');
    const other = fieldWith(':tada:');
    takeLate(other, [party], new Set());
    expect(other.read()?.text).toBe(':tada:');
  });
});
