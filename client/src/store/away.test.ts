import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../testing';
import { awayOf, createAwayStore } from './away-store';

describe('what was missed', () => {
  it('is not what has been deleted, before or since', () => {
    const { actions, getState } = createAwayStore();
    const missed = () => awayOf('r')(getState());
    const gone = { text: '', deleted: { at: '', by: bob } };
    actions.miss(
      'r',
      [messageAt(4), messageAt(5, gone), messageAt(6), messageAt(7, { sender: alice })],
      alice.id,
    );
    expect(missed()).toEqual({ count: 2, firstSeq: 4, lastSeq: 6 });
    actions.forget('r', [4, 99]);
    expect(missed()).toEqual({ count: 1, firstSeq: 6, lastSeq: 6 });
    actions.forget('r', [6]);
    expect(missed()).toBeUndefined();
  });
});
