import { ROLES, type Room } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../api';
import { withTexts } from '../../i18n';
import { createChatStores, type ToastUndo } from '../../store';
import { alice, bob, PATIENCE } from '../../testing';
import { tellAbsent } from './tell-absent';

beforeEach(async () => {
  vi.stubGlobal('window', new EventTarget());
  await withTexts(Promise.resolve());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function setUp(room: Partial<Room>, request = vi.fn(() => Promise.resolve({ body: {} }))) {
  const stores = createChatStores(alice);
  stores.rooms.actions.load([{ id: 'r', name: 'Kitchen', kind: 'private', lastSeq: 0, ...room } as Room]);
  const said: [text: string, undo?: ToastUndo][] = [];
  tellAbsent(
    { api: { request: request as never }, stores, say: (...words) => void said.push(words) },
    { roomId: 'r', people: [bob] },
  );
  return { said, request };
}

describe('whom a message speaks to who is not in the room', () => {
  it('is said with what brings them in, which says that it has', async () => {
    const { said, request } = setUp({ role: ROLES.member });
    expect(said).toEqual([
      [`${bob.username} is not in this room. Add them?`, expect.objectContaining({ name: 'Add' })],
    ]);
    said[0]?.[1]?.run();
    await vi.waitFor(() => expect(said[1]).toEqual([`${bob.username} is in the room now`]), PATIENCE);
    expect(request).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ method: 'PUT', path: `/rooms/r/members/${bob.id}` }),
    );
  });

  it('is only said where one may not bring them in', () => {
    for (const room of [{ role: ROLES.member, inviteGate: ROLES.admin }, { archivedAt: '2026-01-01' }])
      expect(setUp(room).said).toEqual([[`${bob.username} is not in this room.`]]);
  });

  it('is said with the reason where they could not be brought in', async () => {
    const refused = vi.fn(() => Promise.reject(new ApiError({ code: 'BANNED', message: 'banned' })));
    const { said } = setUp({ role: ROLES.member }, refused);
    said[0]?.[1]?.run();
    await vi.waitFor(() => expect(said).toHaveLength(2), PATIENCE);
    expect(said[1]?.[0]).not.toBe(`${bob.username} is in the room now`);
  });

  it('is not said of a room that is gone', () => {
    const said = vi.fn();
    const stores = createChatStores(alice);
    tellAbsent({ api: { request: vi.fn() }, stores, say: said }, { roomId: 'r', people: [bob] });
    expect(said).not.toHaveBeenCalled();
  });
});
