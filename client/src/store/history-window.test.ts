import { describe, expect, it } from 'vitest';
import { messageAt } from '../testing';
import { createTimelinesStore, timelineOf, windowOf } from './timelines-store';

const messages = (...list: number[]) => list.map((seq) => messageAt(seq));
const seqs = (list: readonly { seq: number }[] | undefined) => list?.map((message) => message.seq);

function setUp(...live: number[]) {
  const { actions, getState } = createTimelinesStore();
  if (live.length > 0) actions.addPage('r', { messages: messages(...live), hasOlder: true });
  return {
    actions,
    live: () => timelineOf('r')(getState()),
    window: () => windowOf('r')(getState()),
  };
}

describe('a window into the past', () => {
  it('takes no live messages', () => {
    const { actions, live, window } = setUp(50, 51);
    actions.openWindow('r', { messages: messages(10, 11), hasOlder: true });
    actions.deliver('r', { messages: messages(52), cursor: 52, isReset: false });
    expect(seqs(window()?.messages)).toEqual([10, 11]);
    expect(seqs(live().messages)).toEqual([50, 51, 52]);
  });

  it('grows both ways and becomes part of the timeline when it reaches it', () => {
    const { actions, live, window } = setUp(50, 51);
    actions.openWindow('r', { messages: messages(10, 11), hasOlder: true });
    actions.addOlder('r', { messages: messages(8, 9), hasOlder: false });
    actions.addNewer('r', { messages: messages(12, 14), hasNewer: true });
    expect(seqs(window()?.messages)).toEqual([8, 9, 10, 11, 12, 14]);
    actions.addNewer('r', { messages: messages(49, 50), hasNewer: true });
    expect(window()).toBeUndefined();
    expect(seqs(live().messages)).toEqual([8, 9, 10, 11, 12, 14, 49, 50, 51]);
    expect(live().older).toBe('none');
  });

  it('is the timeline at once when it reaches that from the beginning', () => {
    const { actions, live, window } = setUp(50, 51);
    actions.openWindow('r', { messages: messages(49, 50), hasOlder: true });
    expect(window()).toBeUndefined();
    expect(seqs(live().messages)).toEqual([49, 50, 51]);
  });

  it('asks on when the room ended before the first message of the timeline was written', () => {
    const { actions, window } = setUp(50);
    actions.openWindow('r', { messages: messages(10), hasOlder: false });
    actions.addNewer('r', { messages: messages(11), hasNewer: false });
    expect(window()?.newer).toBe('some');
  });

  it('is the timeline when the room ends and nothing else is loaded', () => {
    const { actions, live, window } = setUp();
    actions.openWindow('r', { messages: messages(10), hasOlder: false });
    actions.addNewer('r', { messages: messages(11), hasNewer: false });
    expect(window()).toBeUndefined();
    expect(seqs(live().messages)).toEqual([10, 11]);
  });
});
