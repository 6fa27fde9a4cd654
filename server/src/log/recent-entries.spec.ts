import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Message } from '@chatket/contract';
import { EventBus } from '../events/index.js';
import { personRenamed } from '../users/index.js';
import { entriesCommitted } from './log.events.js';
import { RecentEntries } from './recent-entries.js';

const roomId = 'kitchen';
const message = (seq: number, text = 'x') =>
  ({ messageId: `message-${String(seq)}`, roomId, seq, text }) as Message;
const range = (from: number, to: number, text?: string) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index, text));

let events: EventBus;
let recent: RecentEntries;
const segment = (entries: Message[]) => ({
  roomId,
  firstSeq: entries[0]?.seq ?? 0,
  lastSeq: entries.at(-1)?.seq ?? 0,
  entries,
});
const say = (messages: Message[]) => {
  events.announce(entriesCommitted, segment(messages));
};
const note = (messages: Message[]) => {
  recent.note(segment(messages), recent.generation);
};
const seqsAfter = (seq: number, headSeq: number, limit = 1_000) =>
  recent.after({ roomId, seq }, headSeq, limit)?.entries.map((known) => known.seq);
const seqs = (from: number, to: number) => range(from, to).map(({ seq }) => seq);

beforeEach(() => {
  events = new EventBus();
  recent = new RecentEntries(events);
  recent.onModuleInit();
});

describe('the memory of recent entries', () => {
  it('knows nothing of a room that nobody has asked for', () => {
    say(range(1, 3));
    expect(seqsAfter(0, 3)).toBeUndefined();
  });

  it('answers from what was read once, and grows with what is said', () => {
    note(range(5, 9));
    say([message(10), message(11)]);
    expect(seqsAfter(4, 11)).toEqual(seqs(5, 11));
    expect(seqsAfter(8, 11)).toEqual(seqs(9, 11));
    expect(seqsAfter(4, 11, 3)).toEqual(seqs(5, 7));
  });

  it('does not answer for what came before or has not come yet', () => {
    note(range(5, 9));
    expect(seqsAfter(3, 9)).toBeUndefined();
    expect(seqsAfter(4, 10)).toBeUndefined();
  });

  it('never has a hole: what comes behind one replaces what was before it', () => {
    note(range(1, 5));
    say(range(8, 9));
    expect(seqsAfter(4, 9)).toBeUndefined();
    expect(seqsAfter(7, 9)).toEqual([8, 9]);
  });

  it('takes what it knows already, and older pages, as nothing new', () => {
    note(range(5, 9));
    note(range(1, 6));
    say(range(8, 10));
    expect(seqsAfter(4, 10)).toEqual(seqs(5, 10));
    expect(seqsAfter(0, 10)).toBeUndefined();
  });

  it('does not note what was read before it forgot', () => {
    const { generation } = recent;
    events.announce(personRenamed, { user: { id: 'bob', username: 'bobby' } });
    recent.note(segment(range(1, 5)), generation);
    expect(seqsAfter(0, 5)).toBeUndefined();
    note(range(1, 5));
    expect(seqsAfter(0, 5)).toEqual(seqs(1, 5));
  });

  it('keeps the newest only, however many there are and however long', () => {
    note(range(1, 1));
    for (let seq = 2; seq <= 1_000; seq += 1) say([message(seq)]);
    expect(seqsAfter(900, 1_000)).toEqual(seqs(901, 1_000));
    expect(seqsAfter(700, 1_000)).toBeUndefined();
    say(range(1_001, 1_100, 'long'.repeat(1_000)));
    expect(seqsAfter(1_001, 1_100)).toBeUndefined();
    expect(seqsAfter(1_099, 1_100)).toEqual([1_100]);
  });
});
