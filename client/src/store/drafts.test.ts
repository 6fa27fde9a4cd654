import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changed, isDraft, judgeKept, type Draft } from './drafts';

const quiet = { isWriting: false };
const writing = { isWriting: true };

describe('drafts of several tabs', () => {
  it('are as new as their last change', () => {
    const mine = { text: 'mine', at: 5 };
    expect(judgeKept(mine, { text: 'newer', at: 6 }, quiet)).toBe('take');
    expect(judgeKept(mine, { text: 'older', at: 4 }, quiet)).toBe('leave');
    expect(judgeKept(mine, mine, quiet)).toBe('leave');
    expect(judgeKept(undefined, { text: 'first', at: 1 }, quiet)).toBe('take');
  });

  it('wait where somebody is writing, unless the same text was sent', () => {
    const mine = { text: 'mine', at: 5 };
    expect(judgeKept(mine, { text: 'newer', at: 6 }, writing)).toBe('later');
    expect(judgeKept(mine, { text: '', at: 6, ended: 4 }, writing)).toBe('later');
    expect(judgeKept(mine, { text: '', at: 6, ended: 5 }, writing)).toBe('take');
  });

  it('are not lost because another one was sent at the same time', () => {
    const sent = { text: '', at: 6, ended: 4 };
    expect(judgeKept({ text: 'beside it', at: 5 }, sent, quiet)).toBe('insist');
    expect(judgeKept({ text: 'before it', at: 3 }, sent, quiet)).toBe('take');
    expect(judgeKept({ text: '', at: 5 }, sent, quiet)).toBe('take');
  });

  it('get newer with every change, even when the clock goes back', () => {
    const mine = { text: 'a', at: 1_000 };
    const kept = { text: 'b', at: 2_000 };
    expect(changed('c', { mine, kept, now: 10 })).toEqual({ text: 'c', at: 2_001 });
    expect(changed('', { mine, kept: undefined, now: 5_000 })).toEqual({ text: '', at: 5_000, ended: 1_000 });
  });

  it('end as one, in whatever order the tabs hear of them', () => {
    const draft = fc.record({ text: fc.constantFrom('', 'a', 'b', 'c'), at: fc.integer({ min: 1, max: 4 }) });
    const settle = (drafts: readonly Draft[]) =>
      drafts.reduce<Draft | undefined>(
        (mine, kept) => (judgeKept(mine, kept, quiet) === 'take' ? kept : mine),
        undefined,
      );
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 8 }), (drafts) => {
        expect(settle(drafts)).toEqual(settle(drafts.toReversed()));
      }),
    );
  });

  it.each([
    null,
    'text',
    [],
    { text: 1, at: 1 },
    { text: 'a' },
    { text: 'a', at: null },
    { text: '', at: 1, ended: 'x' },
  ])('are not made of %j', (value) => expect(isDraft(value)).toBe(false));
});
