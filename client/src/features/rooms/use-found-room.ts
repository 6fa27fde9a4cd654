import type { Room } from '@chatket/contract';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { ApiError, useApi } from '../../api';
import { useMoreApi } from '../../api/more-api';
import { useLoaded } from '../../lib/use-loaded';
import { useChatStores } from '../../store';

/** So long what was answered is not asked again. */
const FRESH_MS = 60_000;
const NOT_THERE = new Set(['ROOM_NOT_FOUND', 'NOT_FOR_GUESTS', 'VALIDATION']);

interface Answer {
  /** Missing: there is no such room, or none for me. */
  room?: Room;
  atMs: number;
}

/** What was answered on this page, of each login. */
const answers = new WeakMap<object, Map<string, Answer>>();

interface FoundRoom {
  room: Room | undefined;
  /** It is there, or that is not known yet: its place is kept, so that nothing moves when it comes. */
  hasPlace: boolean;
}

/** A room that is not said to be there for me: one of mine, or one that the server tells me of. */
export function useFoundRoom(roomId: string): FoundRoom {
  const api = useApi();
  const { room: read } = useMoreApi();
  const { rooms } = useChatStores();
  const mine = useStore(rooms, (state) => state.mine[roomId]);
  const isReady = useStore(rooms, (state) => state.status !== 'loading');
  const isMine = mine !== undefined;
  const [first] = useState(() => knownBy(api).get(roomId));

  const load = useCallback(async (): Promise<Answer | undefined> => {
    const known = knownBy(api);
    const before = known.get(roomId);
    if (isMine || !isReady) return before;
    if (before && performance.now() - before.atMs < FRESH_MS) return before;
    const room = await read(roomId).catch((error: unknown) => {
      if (error instanceof ApiError && NOT_THERE.has(error.code)) return undefined;
      throw error;
    });
    const answer = { ...(room && { room }), atMs: performance.now() };
    known.set(roomId, answer);
    return answer;
  }, [api, read, roomId, isMine, isReady]);
  const { known = first, loaded } = useLoaded(load);

  const isThere = known ? known.room !== undefined : loaded.state !== 'failed';
  return { room: mine ?? known?.room, hasPlace: isMine || isThere };
}

function knownBy(api: object): Map<string, Answer> {
  const known = answers.get(api) ?? new Map<string, Answer>();
  answers.set(api, known);
  return known;
}
