import { describe, expect, it } from 'vitest';
import { messageAt } from '../../testing';
import { joined } from './joined';

const page = (seqs: number[], hasMore: boolean) => ({
  root: messageAt(1),
  messages: seqs.map((seq) => messageAt(seq, { threadId: 'm-1' })),
  hasMore,
});
const seqs = ({ messages }: ReturnType<typeof joined>) => messages.map(({ seq }) => seq);

describe('a thread that is read again', () => {
  it('keeps the older replies where the newest page touches them', () => {
    const after = joined(page([2, 3, 4, 5], false), page([4, 5, 6], true));
    expect([seqs(after), after.hasMore]).toEqual([[2, 3, 4, 5, 6], false]);
  });

  it('keeps only the newest page where something is missing between the two', () => {
    const after = joined(page([2, 3], false), page([8, 9], true));
    expect([seqs(after), after.hasMore]).toEqual([[8, 9], true]);
  });

  it('is whole where the newest page is', () => {
    const after = joined(page([3], true), page([2, 3, 4], false));
    expect([seqs(after), after.hasMore]).toEqual([[2, 3, 4], false]);
  });
});
