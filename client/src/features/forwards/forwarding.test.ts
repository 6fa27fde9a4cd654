import type { Room } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { messageAt } from '../../testing';
import { canForward, originOf, roomsToWrite, threadsToWrite } from './forwarding';

const me = { id: 'me', username: 'alice' };
const room = (changes: Partial<Room>): Room => ({
  id: 'kitchen',
  name: 'Kitchen',
  kind: 'public',
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: me,
  memberCount: 2,
  lastSeq: 0,
  role: 0,
  ...changes,
});
const theirs = messageAt(3);
const mine = { ...theirs, sender: me };

describe('forwarding', () => {
  it('lets what others have said leave public rooms only, and mine every room', () => {
    for (const kind of ['public', 'private', 'direct', 'group'] as const) {
      const source = room({ kind });
      expect(canForward(theirs, { me, room: source })).toBe(kind === 'public');
      expect(canForward(mine, { me, room: source })).toBe(true);
    }
    const deleted = { ...mine, deleted: { at: '', by: me } };
    expect(canForward(deleted, { me, room: room({ kind: 'public' }) })).toBe(false);
  });

  it('names a room only where it is public, or the same', () => {
    const source = room({ id: 'source', kind: 'private', name: 'Cellar' });
    const bare = { sender: theirs.sender, at: theirs.createdAt };
    const from = { roomId: 'source', name: 'Cellar', messageId: theirs.messageId };
    expect(originOf(theirs, source, 'target')).toEqual(bare);
    expect(originOf(theirs, source, 'source')).toEqual({ ...bare, from });
    expect(originOf(theirs, { ...source, kind: 'public' }, 'target')).toEqual({ ...bare, from });
    const first = { sender: me, at: 'then' };
    expect(originOf({ ...theirs, forwarded: first }, source, 'source')).toEqual(first);
  });

  it('offers the rooms that can be written in, the liveliest first', () => {
    const quiet = room({ id: 'quiet', createdAt: '2026-01-01T00:00:00.000Z' });
    const lively = room({ id: 'lively', createdAt: '2026-01-02T00:00:00.000Z' });
    const closed = [room({ archivedAt: '2026-01-03T00:00:00.000Z' }), room({ postGate: 1 })];
    expect(roomsToWrite([quiet, ...closed, lively]).map(({ id }) => id)).toEqual(['lively', 'quiet']);
  });

  it('offers the threads that can be replied in, whoever may write in their rooms', () => {
    const mine = {
      announcements: room({ id: 'announcements', postGate: 2 }),
      quiet: room({ id: 'quiet', replyGate: 1 }),
    };
    const thread = (roomId: string, root = theirs) => ({
      ...{ roomId, root, isFollowing: true, lastReadSeq: 0, unread: 0 },
    });
    const deleted = { ...theirs, deleted: { at: '', by: me } };
    const threads = [
      thread('announcements'),
      thread('quiet'),
      thread('left'),
      thread('announcements', deleted),
    ];
    expect(threadsToWrite(threads, mine)).toEqual([threads[0]]);
  });
});
