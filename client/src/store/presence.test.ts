import { describe, expect, it } from 'vitest';
import { alice, bob } from '../testing';
import { withTypist } from './presence-store';
import { applyDelta, fromSnapshot, sortMembers } from './roster';

const snapshot = fromSnapshot({
  roomId: 'r',
  version: 3,
  users: [
    { ...alice, status: 'offline' },
    { ...bob, status: 'online' },
  ],
});

describe('roster', () => {
  it('shows who is here before who is not', () => {
    expect(sortMembers(snapshot).map(({ username }) => username)).toEqual(['bob', 'alice']);
  });

  it('takes the change that follows it', () => {
    const after = applyDelta(snapshot, {
      roomId: 'r',
      version: 4,
      changed: [{ ...alice, status: 'online' }],
      removed: [bob.id],
    });
    expect(after && sortMembers(after)).toEqual([{ ...alice, status: 'online' }]);
  });

  it('ignores a change it has had', () => {
    expect(applyDelta(snapshot, { roomId: 'r', version: 3, changed: [], removed: [bob.id] })).toBe(snapshot);
  });

  it('says that it has to be asked for again when a change is missing', () => {
    expect(applyDelta(snapshot, { roomId: 'r', version: 5, changed: [], removed: [] })).toBeUndefined();
    expect(applyDelta(undefined, { roomId: 'r', version: 1, changed: [], removed: [] })).toBeUndefined();
  });
});

describe('typists', () => {
  const typing = (user: typeof alice, isTyping = true) => ({ roomId: 'r', user, isTyping });

  it('come in the order they began and stay in place while they go on', () => {
    const both = withTypist(withTypist([], typing(alice), 0), typing(bob), 100);
    const again = withTypist(both, typing(alice), 200);
    expect(again.map(({ username }) => username)).toEqual(['alice', 'bob']);
  });

  it('go when they stop or when nothing more is heard of them', () => {
    const both = withTypist(withTypist([], typing(alice), 0), typing(bob), 100);
    expect(withTypist(both, typing(alice, false), 200).map(({ username }) => username)).toEqual(['bob']);
    expect(withTypist(both, typing(bob), 6_050).map(({ username }) => username)).toEqual(['bob']);
  });
});
