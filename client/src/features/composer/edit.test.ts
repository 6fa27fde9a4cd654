import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween, replaceIn, toggleMark } from './edit';

describe('editing', () => {
  it('puts a piece in place and the caret behind it', () => {
    expect(replaceIn('hi :sm there', { start: 3, end: 6 }, '😄')).toEqual({
      text: 'hi 😄 there',
      start: 5,
      end: 5,
    });
  });

  it('marks the selection and unmarks it again', () => {
    const plain = { text: 'be bold now', start: 3, end: 7 };
    const marked = toggleMark(plain, '**');
    expect(marked).toEqual({ text: 'be **bold** now', start: 5, end: 9 });
    expect(toggleMark(marked, '**')).toEqual(plain);
  });

  it('changes as little of the text as it can, and whole characters only', () => {
    expect(changeBetween('be bold now', 'be **bold** now')).toEqual({ from: 3, to: 7, piece: '**bold**' });
    expect(changeBetween('aa', 'a')).toEqual({ from: 1, to: 2, piece: '' });
    expect(changeBetween('a😀b', 'a😁b')).toEqual({ from: 1, to: 3, piece: '😁' });
    const text = fc
      .array(fc.constantFrom('a', 'b', '😀', '😁', '🀀'), { maxLength: 6 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { from, to, piece } = changeBetween(before, after);
        expect(before.slice(0, from) + piece + before.slice(to)).toBe(after);
        for (const part of [before.slice(0, from), piece, before.slice(to)])
          expect(part).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
