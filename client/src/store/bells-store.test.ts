import type { NoticeSettings } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { bellOf, isSilent } from './bells-store';

const STATE = { byRoom: {}, muted: {}, unread: 0, news: 0 };
const ROOM = { id: 'r', kind: 'public' } as const;

describe('what a room is worth a notification for', () => {
  it('is what most have until the server has told: no bell is crossed out for want of a network', () => {
    expect(bellOf(STATE, ROOM)).toBe('mentions');
    expect(bellOf(STATE, { id: 'd', kind: 'direct' })).toBe('all');
    expect(isSilent(STATE, ROOM)).toBe(false);
  });

  it('is what was chosen for the room, or else for all of its kind', () => {
    const state = { ...STATE, settings: { rooms: 'none', direct: 'mentions' } as NoticeSettings };
    expect(bellOf(state, ROOM)).toBe('none');
    expect(isSilent(state, ROOM)).toBe(true);
    expect(bellOf({ ...state, byRoom: { r: 'all' } }, ROOM)).toBe('all');
    expect(isSilent({ ...STATE, muted: { r: 'for-ever' } }, ROOM)).toBe(true);
    expect(isSilent({ ...STATE, muted: { r: '2001-01-01T00:00:00Z' } }, ROOM)).toBe(false);
  });
});
