import { useState } from 'react';
import { useStore } from 'zustand';
import { useSteadyNow } from '../../lib';
import { useChatStores, type Mute } from '../../store';

const TICK_MS = 250;

/** Whether it is a slow room that lets me wait. */
export function useIsSlow(roomId: string): boolean {
  const { rooms } = useChatStores();
  return useStore(rooms, (state) => state.mutes[roomId]?.isSlow ?? false);
}

/** For how long I may not write in a room, or on the whole server, in ms, counting down; 0 when I may. */
export function useMute(roomId: string): number {
  const { rooms, service } = useChatStores();
  const ofRoom = useStore(rooms, (state) => state.mutes[roomId]);
  const ofServer = useStore(service, (state) => state.mute);
  const mute = ofServer && ofServer.until > (ofRoom?.until ?? 0) ? ofServer : ofRoom;
  const [over, setOver] = useState<number>();
  const isRunning = mute !== undefined && mute.until !== over;
  const now = useSteadyNow(isRunning ? TICK_MS : null);
  if (!isRunning) return 0;
  const leftMs = remainingMs(mute, now);
  if (leftMs <= 0) setOver(mute.until);
  return leftMs;
}

/**
 * What is left of a mute at a moment of `steadyNow`, in ms. Never more than the server said: the moment may be rounded
 * down, and the page before a reload may have had a clock that was fast.
 */
export function remainingMs({ forMs, until }: Mute, now: number): number {
  return Math.max(0, Math.min(forMs, until - now));
}
