import type { RequestState, Room, RoomSort } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useTriesAfter } from '../../lib/use-tries';
import { useRoomActions } from './use-room-actions';

const TYPING_PAUSE_MS = 180;

interface Found {
  rooms: readonly Room[];
  nextCursor: string | undefined;
  state: 'loading' | 'ready' | 'failed';
  /** Why the first page could not be read. */
  failure?: unknown;
}

/** The rooms one may discover, searched by name, in one of two orders, and loaded page by page. */
export function useDiscovery(term: string, sort: RoomSort) {
  const { discover } = useRoomActions();
  const [found, setFound] = useState<Found>({ rooms: [], nextCursor: undefined, state: 'loading' });
  const [round, setRound] = useState(0);
  const tries = useTriesAfter(found.failure);

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const { body, nextCursor } = await discover(term, sort);
        if (isCurrent) setFound({ rooms: body, nextCursor, state: 'ready' });
      } catch (failure) {
        if (isCurrent) setFound({ rooms: [], nextCursor: undefined, state: 'failed', failure });
      }
    };
    const timer = setTimeout(() => void load(), term ? TYPING_PAUSE_MS : 0);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [discover, term, sort, round, tries]);

  async function loadMore() {
    setFound((before) => ({ ...before, state: 'loading' }));
    try {
      const { body, nextCursor } = await discover(term, sort, found.nextCursor);
      setFound((before) => ({ rooms: union(before.rooms, body), nextCursor, state: 'ready' }));
    } catch {
      setFound((before) => ({ ...before, state: 'failed' }));
    }
  }

  return {
    rooms: found.rooms,
    state: found.state,
    hasMore: found.nextCursor !== undefined,
    loadMore: () => void loadMore(),
    /** What became of asking to come into one of them. */
    noteRequest: (roomId: string, request: RequestState | undefined) =>
      setFound((before) => ({
        ...before,
        rooms: before.rooms.map((room) => (room.id === roomId ? withRequest(room, request) : room)),
      })),
    reload: () => {
      setFound({ rooms: [], nextCursor: undefined, state: 'loading' });
      setRound((count) => count + 1);
    },
  };
}

const withRequest = ({ request: _before, ...room }: Room, request: RequestState | undefined): Room => ({
  ...room,
  ...(request && { request }),
});

function union(known: readonly Room[], more: readonly Room[]): Room[] {
  return [...new Map([...known, ...more].map((room) => [room.id, room])).values()];
}
