import type { Reaction } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { alice, messageAt } from '../testing';
import { isMyReaction } from './my-reaction';
import { noteMine, noteSynced, noteVoted } from './note-mine';
import { newest } from './states';
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

describe('what I have chosen in a poll', () => {
  const poll = (votes: number, mine?: number[]) => ({
    options: [
      { text: 'Soup', count: votes },
      { text: 'Rice', count: 0 },
    ],
    voters: votes,
    ...(mine && { mine }),
  });

  function setUpPoll(messageId: string) {
    const timelines = createTimelinesStore();
    const message = { ...messageAt(3, { rev: 8, poll: poll(1, []) }), messageId };
    timelines.actions.addPage('r', { messages: [message], hasOlder: false });
    return { timelines, mine: () => timelineOf('r')(timelines.getState()).messages[0]?.poll?.mine };
  }

  it('is heard of my other devices, and of a sync that is not older than that', () => {
    const { timelines, mine } = setUpPoll('poll-1');
    noteVoted(timelines, { roomId: 'r', messageId: 'poll-1', seq: 12, options: [1] });
    expect(mine()).toEqual([1]);
    noteSynced(timelines, 'r', [{ messageId: 'poll-1', rev: 11, emojis: [], options: [] }]);
    expect(mine()).toEqual([1]);
    noteSynced(timelines, 'r', [{ messageId: 'poll-1', rev: 14, emojis: [], options: [0] }]);
    expect(mine()).toEqual([0]);
    // Of a server that knows no polls.
    noteSynced(timelines, 'r', [{ messageId: 'poll-1', rev: 15, emojis: [] }]);
    expect(mine()).toEqual([0]);
  });

  it('stays beside what all are told, until a page tells it anew', () => {
    const known = messageAt(3, { rev: 8, poll: poll(1, [1]) });
    expect(newest(known, messageAt(3, { rev: 9, poll: poll(2) })).poll).toEqual(poll(2, [1]));
    expect(newest(known, messageAt(3, { rev: 9, poll: poll(2, []) })).poll).toEqual(poll(2, []));
    const told = messageAt(3, { rev: 8, poll: poll(1) });
    expect(newest(told, known).poll).toEqual(poll(1, [1]));
  });
});
