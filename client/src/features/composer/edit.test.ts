import { describe, expect, it } from 'vitest';
import { replaceIn, toggleMark } from './edit';

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
});
