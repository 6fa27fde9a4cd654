import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../../testing';
import { furthestReads, placeReads } from './place-reads';

const carol = { id: 'carol-id', username: 'carol' };
const messages = [1, 3, 4, 7].map((seq) => messageAt(seq, { sender: seq === 7 ? alice : bob }));
const idAt = (seq: number) => messageAt(seq).messageId;

describe('who has read how far', () => {
  it('stands at the last message that each has read, and not at their own', () => {
    const reads = [
      { user: bob, seq: 5 },
      { user: carol, seq: 6 },
      { user: { id: 'd', username: 'dave' }, seq: 9 },
      { user: { id: 'e', username: 'eve' }, seq: 0 },
    ];
    const { readers } = placeReads({ messages, reads, me: alice });
    expect([...readers].map(([id, people]) => [id, people.map(({ username }) => username)])).toEqual([
      [idAt(4), ['carol']],
      [idAt(7), ['dave']],
    ]);
  });

  it('is told of my last message in a room of two, as long as nobody has answered', () => {
    const fateAt = (seq: number, isHere: boolean) =>
      placeReads({ messages, reads: [{ user: bob, seq }], me: alice, other: { id: bob.id, isHere } }).fate;
    expect(fateAt(4, false)).toEqual({ messageId: idAt(7), fate: 'sent' });
    expect(fateAt(4, true)?.fate).toBe('here');
    expect(fateAt(7, false)?.fate).toBe('read');
    const answered = [...messages, messageAt(8, { sender: bob })];
    const scene = { messages: answered, reads: [], me: alice, other: { id: bob.id, isHere: true } };
    expect(placeReads(scene).fate).toBeUndefined();
  });

  it('is not shown at a deleted message', () => {
    const gone = messages.map((message) =>
      message.seq === 4 ? { ...message, deleted: { at: '', by: bob } } : message,
    );
    const { readers } = placeReads({ messages: gone, reads: [{ user: carol, seq: 6 }], me: alice });
    expect([...readers.keys()]).toEqual([idAt(3)]);
  });

  it('never goes back, and stays the same where nothing is new', () => {
    const known = [{ user: bob, seq: 5 }];
    expect(furthestReads(known, [{ user: bob, seq: 4 }])).toBe(known);
    expect(
      furthestReads(known, [
        { user: bob, seq: 6 },
        { user: carol, seq: 1 },
      ]),
    ).toEqual([
      { user: bob, seq: 6 },
      { user: carol, seq: 1 },
    ]);
  });
});
