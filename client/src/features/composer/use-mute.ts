import { useState } from 'react';
import { useStore } from 'zustand';
import { useSteadyNow } from '../../lib';
import { useChatStores, type Mute } from '../../store';

const TICK_MS = 250;

interface Where {
  /** Nobody waits there for their turn, as in a slow room. */
  isInThread: boolean;
}

/** What keeps me from writing longest: that of the room, or that of the whole server. */
export function muteOf(
  ofRoom: Mute | undefined,
  ofServer: Mute | undefined,
  { isInThread }: Where,
): Mute | undefined {
  const here = isInThread && ofRoom?.isSlow ? undefined : ofRoom;
  return ofServer && ofServer.until > (here?.until ?? 0) ? ofServer : here;
}

/** For how long I may not write there, in ms, counting down, 0 when I may; and whether it is not my turn yet. */
export function useMute(roomId: string, where: Where): { mutedForMs: number; isSlow: boolean } {
  const { rooms, service } = useChatStores();
  const ofRoom = useStore(rooms, (state) => state.mutes[roomId]);
  const ofServer = useStore(service, (state) => state.mute);
  const mute = muteOf(ofRoom, ofServer, where);
  return { mutedForMs: useRemaining(mute), isSlow: mute?.isSlow ?? false };
}

function useRemaining(mute: Mute | undefined): number {
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
