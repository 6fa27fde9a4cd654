import { describe, expect, it } from 'vitest';
import { messageAt } from '../testing';
import { addPage, deliver, EMPTY_TIMELINE, merge, trim } from './timeline';

const seqs = (messages: readonly { seq: number }[]) => messages.map((message) => message.seq);
const messages = (...list: number[]) => list.map((seq) => messageAt(seq));

describe('timeline', () => {
  it('sorts and never repeats', () => {
    expect(seqs(merge(messages(1, 3), messages(2, 3, 5)))).toEqual([1, 2, 3, 5]);
    expect(seqs(merge([], messages(3, 1, 2)))).toEqual([1, 2, 3]);
  });

  it('stays the same object when nothing is new', () => {
    const known = messages(1, 2);
    expect(merge(known, messages(2))).toBe(known);
    const timeline = { messages: known, cursor: 2, older: 'some' as const };
    expect(deliver(timeline, { messages: messages(2), cursor: 2, isReset: false })).toBe(timeline);
  });

  it('is the same after the same news twice', () => {
    const news = { messages: messages(1, 2), cursor: 2, isReset: false };
    const once = deliver(EMPTY_TIMELINE, news);
    expect(deliver(once, news)).toBe(once);
  });

  it('puts an older page before what it has', () => {
    const timeline = addPage(
      deliver(EMPTY_TIMELINE, { messages: messages(8, 9), cursor: 9, isReset: false }),
      {
        messages: messages(6, 7),
        hasOlder: false,
      },
    );
    expect(seqs(timeline.messages)).toEqual([6, 7, 8, 9]);
    expect(timeline.older).toBe('none');
  });

  it('keeps only what a reset brings', () => {
    const timeline = deliver(
      { messages: messages(1, 2), cursor: 90, older: 'none' },
      {
        messages: messages(4),
        cursor: 4,
        isReset: true,
      },
    );
    expect(seqs(timeline.messages)).toEqual([4]);
    expect(timeline.cursor).toBe(4);
    expect(timeline.older).toBe('some');
  });

  it('can load again what it has trimmed', () => {
    const timeline = trim({ messages: messages(1, 2, 3), cursor: 3, older: 'none' }, 2);
    expect(seqs(timeline.messages)).toEqual([2, 3]);
    expect(timeline.older).toBe('some');
  });
});
