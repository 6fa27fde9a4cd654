import type { Room } from '@chatket/contract';
import type { Api } from '../../api';
import { askPermission, chooseNotices } from '../../features/notifications/more';
import { bellOf, isSilent, type ChatStores, type PageStores } from '../../store';

interface Context {
  bells: ChatStores['bells'];
  toasts: PageStores['toasts'];
  api: Api;
}

/** Mutes a room, or ends that, on all my devices. */
export function toggleMute(context: Context, room: Room): void {
  const now = context.bells.getState();
  const isKept = now.settings !== undefined;
  const isMuted = isSilent(now, room);
  // A level that says nothing is left by the level, a mute by ending it.
  const isNone = bellOf(now, room) === 'none';
  const muted = isKept ? { isMuted: true } : ({ level: 'none' } as const);
  const loud = { isMuted: false, ...(isNone && { level: 'all' as const }) };
  void chooseNotices(context, room.id, isMuted ? loud : muted);
  if (isMuted) void askPermission();
}
