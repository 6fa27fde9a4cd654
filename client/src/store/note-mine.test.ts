import type { Reaction } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { alice, messageAt } from '../testing';
import { isMyReaction } from './my-reaction';
import { noteMine, noteSynced } from './note-mine';
import { createTimelinesStore, timelineOf } from './timelines-store';

const many = Array.from({ length: 20 }, (_, index) => ({ id: `u-${String(index)}`, username: 'x' }));
const crowd = (emoji: string): Reaction => ({ emoji, count: 30, users: many });

/** A room with a message to which crowds have reacted with 👍 and 🎉. */
function setUp(messageId: string) {
  const timelines = createTimelinesStore();
  const message = { ...messageAt(3, { rev: 8, reactions: [crowd('👍'), crowd('🎉')] }), messageId };
  timelines.actions.addPage('r', { messages: [message], hasOlder: false });
  const mine = () =>
    (timelineOf('r')(timelines.getState()).messages[0]?.reactions ?? [])
      .filter((reaction) => isMyReaction(reaction, alice))
      .map(({ emoji }) => emoji);
  return { timelines, mine };
}

describe('which reactions of a crowd are mine', () => {
  it('is known from the answer to a sync, also that one is no longer', () => {
    const { timelines, mine } = setUp('one');
    noteSynced(timelines, 'r', [{ messageId: 'one', rev: 8, emojis: ['🎉'] }]);
    expect(mine()).toEqual(['🎉']);
    noteSynced(timelines, 'r', [
      { messageId: 'one', rev: 9, emojis: ['👍'] },
      { messageId: 'unknown', rev: 9, emojis: ['👍'] },
    ]);
    expect(mine()).toEqual(['👍']);
  });

  it('is not known better by a sync that was read before I changed it here', () => {
    const { timelines, mine } = setUp('two');
    noteMine(timelines, { roomId: 'r', messageId: 'two', emoji: '👍🏽', on: true, seq: 12 });
    noteSynced(timelines, 'r', [{ messageId: 'two', rev: 11, emojis: ['🎉'] }]);
    expect(mine()).toEqual(['👍', '🎉']);
    noteSynced(timelines, 'r', [{ messageId: 'two', rev: 12, emojis: [] }]);
    expect(mine()).toEqual([]);
  });
});
