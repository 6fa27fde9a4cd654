import { describe, expect, it } from 'vitest';
import { withName } from './with-name';

const bob = { id: 'b', username: 'bob' };
const alice = { id: 'a', username: 'alice' };

describe('a new name', () => {
  it('stands wherever somebody stands, and what they are not in stays the same', () => {
    const state = {
      byRoom: {
        one: { messages: [{ sender: bob, replyTo: { sender: alice } }] },
        two: { messages: [{ sender: alice }] },
      },
      recent: new Map([['m', { sender: bob }]]),
    };
    const after = withName(state, { id: 'b', username: 'robert' });
    expect(after.byRoom.one.messages[0]?.sender).toEqual({ id: 'b', username: 'robert', names: ['bob'] });
    expect(after.recent.get('m')?.sender.username).toBe('robert');
    expect(after.byRoom.two).toBe(state.byRoom.two);
    expect(withName(state, { id: 'c', username: 'carol' })).toBe(state);
    expect(withName(after, { id: 'b', username: 'robert' })).toBe(after);
  });

  it('is that of a room that is its people, and of no other', () => {
    const direct = { name: 'alice, bob', people: [alice, bob] };
    expect(withName(direct, { id: 'b', username: 'robert' }).name).toBe('alice, robert');
    expect(withName({ name: 'Kitchen', createdBy: bob }, { id: 'b', username: 'robert' }).name).toBe(
      'Kitchen',
    );
  });

  it('of a deleted account leaves nothing of the one before', () => {
    const deleted = { id: 'b', username: 'deleted-0123456789ab' };
    expect(withName({ people: [{ ...bob, names: ['bobby'] }] }, deleted)).toEqual({ people: [deleted] });
  });
});
