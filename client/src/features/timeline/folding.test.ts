import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../../testing';
import { foldedFrom } from './folded-from';
import { withoutFolded } from './folding';

const isFolded = ({ sender }: { sender: { id: string } }) => sender.id === bob.id;
const byBob = (seq: number) => messageAt(seq, { sender: bob });
const byAlice = (seq: number) => messageAt(seq, { sender: alice });

describe('messages that are folded away', () => {
  const messages = [byBob(1), byBob(2), byAlice(3), byBob(4), byAlice(5), byBob(6), byBob(7)];

  it('are one where they follow each other', () => {
    expect(withoutFolded(messages, isFolded).map(({ seq }) => seq)).toEqual([1, 3, 4, 5, 6]);
  });

  it('leave everything as it is where there are none to join', () => {
    const few = [byAlice(1), byBob(2), byAlice(3)];
    expect(withoutFolded(few, isFolded)).toBe(few);
    expect(withoutFolded(messages, () => false)).toBe(messages);
  });

  it.each([
    [1, [1, 2]],
    [4, [4]],
    [6, [6, 7]],
  ])('from %i on stand for %j', (seq, seqs) => {
    const id = messageAt(seq).messageId;
    expect(foldedFrom(messages, id, isFolded).map((message) => message.seq)).toEqual(seqs);
  });

  it('are none where the first is not there', () => {
    expect(foldedFrom(messages, 'nowhere', isFolded)).toEqual([]);
  });
});
