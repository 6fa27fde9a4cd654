import { describe, expect, it } from '@jest/globals';
import { Roster } from './roster.js';

const alice = { id: 'a', username: 'alice' };
const bob = { id: 'b', username: 'bob' };
const carol = { id: 'c', username: 'carol' };
const rosterOf = (online: string[] = []) => new Roster('kitchen', [alice, bob], (id) => online.includes(id));

describe('a roster', () => {
  it('begins with every member, and who of them is here', () => {
    const roster = rosterOf(['b']);
    expect(roster.snapshot()).toEqual({
      roomId: 'kitchen',
      version: 0,
      users: [
        { ...alice, status: 'offline' },
        { ...bob, status: 'online' },
      ],
    });
    expect(roster.hasChanges).toBe(false);
  });

  it('tells what has changed since it was last told, under the next version', () => {
    const roster = rosterOf();
    roster.set(alice, 'online');
    roster.set(carol, 'offline');
    expect(roster.hasChanges).toBe(true);
    expect(roster.takeDelta()).toEqual({
      roomId: 'kitchen',
      version: 1,
      changed: [
        { ...alice, status: 'online' },
        { ...carol, status: 'offline' },
      ],
      removed: [],
    });
    expect(roster.hasChanges).toBe(false);
    roster.remove('b');
    expect(roster.takeDelta()).toEqual({ roomId: 'kitchen', version: 2, changed: [], removed: ['b'] });
    expect(roster.snapshot()).toMatchObject({ version: 2, users: [{ id: 'a' }, { id: 'c' }] });
  });

  it('does not take for a change what is the same as before', () => {
    const roster = rosterOf(['a']);
    roster.set(alice, 'online');
    roster.set(bob, 'offline');
    roster.remove('nobody');
    expect(roster.hasChanges).toBe(false);
  });

  it('tells only the last of several changes', () => {
    const roster = rosterOf();
    roster.set(alice, 'online');
    roster.set(alice, 'offline');
    roster.set(carol, 'online');
    roster.remove('c');
    roster.remove('b');
    roster.set(bob, 'online');
    const { changed, removed } = roster.takeDelta();
    expect(changed).toEqual([
      { ...alice, status: 'offline' },
      { ...bob, status: 'online' },
    ]);
    expect(removed).toEqual(['c']);
  });

  it('has a snapshot that a later delta leads on from', () => {
    const roster = rosterOf();
    roster.set(alice, 'online');
    const { users, version } = roster.snapshot();
    roster.set(bob, 'online');
    const delta = roster.takeDelta();
    expect(delta.version).toBe(version + 1);
    const applied = new Map(users.map((user) => [user.id, user]));
    for (const user of delta.changed) applied.set(user.id, user);
    expect([...applied.values()]).toEqual(roster.snapshot().users);
  });

  it('tells of a person only what others may know', () => {
    const roster = rosterOf();
    roster.set({ ...carol, token: 'secret' } as typeof carol, 'online');
    expect(roster.takeDelta().changed).toEqual([{ ...carol, status: 'online' }]);
  });

  it('is deserted when nobody is here', () => {
    const roster = rosterOf(['a']);
    expect(roster.isDeserted).toBe(false);
    roster.set(alice, 'offline');
    expect(roster.isDeserted).toBe(true);
    roster.set(bob, 'online');
    roster.remove('b');
    expect(roster.isDeserted).toBe(true);
  });

  it('takes in members whom nobody has told of, and lets those go who are none any more', () => {
    const roster = rosterOf(['a', 'b']);
    roster.alignMembers([alice, carol], (id) => id === carol.id);
    const { changed, removed } = roster.takeDelta();
    expect([changed, removed]).toEqual([[{ ...carol, status: 'online' }], [bob.id]]);
    roster.alignMembers([alice, carol], () => false);
    expect(roster.hasChanges).toBe(false);
  });
});
