import type { Room } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api';
import { useMoreApi, type MoreApi } from '../../api/more-api';
import { useTriesAfter } from '../../lib/use-tries';

type RoomAccess =
  | { kind: 'asking' }
  /** The list of my rooms has not come so far yet. */
  | { kind: 'mine'; room: Room }
  /** It is closed: nothing else is mine and not among my rooms. */
  | { kind: 'closed'; room: Room }
  | { kind: 'outsider'; room: Room }
  | { kind: 'unknown' }
  | { kind: 'failed'; error: unknown };

const LEAVING_MS = 150;

/** Finds out what a room that is not among mine is to me. Asks once `isReady`, when my rooms are known. */
export function useRoomAccess(roomId: string, isReady: boolean): { access: RoomAccess; retry: () => void } {
  const api = useMoreApi();
  const [access, setAccess] = useState<RoomAccess>({ kind: 'asking' });
  const [round, setRound] = useState(0);
  const tries = useTriesAfter('error' in access && access.error);

  useEffect(() => {
    if (!isReady) return;
    let isCurrent = true;
    const look = async () => {
      const answer = await ask(api, roomId);
      if (isCurrent) setAccess(answer);
    };
    // A room that one is just leaving vanishes a moment before its page does.
    const timer = setTimeout(() => void look(), LEAVING_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, roomId, isReady, round, tries]);

  return {
    access,
    retry: () => {
      setAccess({ kind: 'asking' });
      setRound((count) => count + 1);
    },
  };
}

async function ask(api: MoreApi, roomId: string): Promise<RoomAccess> {
  try {
    const room = await api.room(roomId);
    if (room.joinedAt && !room.people) return { kind: 'mine', room };
    return room.people ? { kind: 'closed', room } : { kind: 'outsider', room };
  } catch (error) {
    const code = error instanceof ApiError ? error.code : undefined;
    const isUnknown = code === 'ROOM_NOT_FOUND' || code === 'NOT_FOUND' || code === 'VALIDATION';
    return isUnknown ? { kind: 'unknown' } : { kind: 'failed', error };
  }
}
