import { ROLES, type Room } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../../testing';
import { canDelete, canEdit, lastEditable } from './rights';

const room = { id: 'r', name: 'Kitchen', lastSeq: 5 } as Room;
const mine = messageAt(2, { sender: alice });
const theirs = messageAt(3);
const gone = messageAt(4, { sender: alice, text: '', deleted: { at: '', by: alice } });
const now = Date.parse(mine.createdAt) + 60_000;
const situation = { me: alice, room, now };

describe('what I may do to a message', () => {
  it('is to edit my own as long as the window is open', () => {
    expect(canEdit(mine, situation)).toBe(true);
    expect(canEdit(theirs, situation)).toBe(false);
    expect(canEdit(gone, situation)).toBe(false);
    expect(canEdit(mine, { ...situation, room: { ...room, editWindowSeconds: 60 } })).toBe(true);
    expect(canEdit(mine, { ...situation, room: { ...room, editWindowSeconds: 59 } })).toBe(false);
  });

  it('is to delete my own, and that of others as a moderator', () => {
    expect(canDelete(mine, situation)).toBe(true);
    expect(canDelete(theirs, situation)).toBe(false);
    expect(canDelete(theirs, { me: alice, room: { ...room, role: ROLES.moderator } })).toBe(true);
    expect(canDelete(gone, situation)).toBe(false);
  });

  it('concerns the last of mine that is still there, whoever has written since', () => {
    expect(lastEditable([messageAt(1, { sender: alice }), mine, theirs, gone], situation)).toBe(mine);
    expect(lastEditable([theirs], situation)).toBeUndefined();
    expect(lastEditable([mine], { ...situation, me: bob })).toBeUndefined();
  });
});
