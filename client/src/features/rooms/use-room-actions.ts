import { LIMITS, type CreateRoomBody, type Room, type RoomSort } from '@chatket/contract';
import { useMemo } from 'react';
import { useMoreApi } from '../../api/more-api';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';

/** What a person can do with rooms. Each rejects with an `ApiError`. */
export function useRoomActions() {
  const api = useMoreApi();
  const realtime = useRealtime();
  const { rooms, reads, timelines } = useChatStores();

  return useMemo(() => {
    function enter(room: Room): Room {
      reads.actions.meet([room]);
      rooms.actions.upsert(room);
      realtime.follow([{ roomId: room.id, cursor: timelines.getState().byRoom[room.id]?.cursor }]);
      return room;
    }

    return {
      create: async ({ name, kind, topic = '' }: CreateRoomBody) =>
        enter(
          await api.createRoom({
            name: name.trim(),
            ...(kind === 'private' && { kind }),
            ...(topic.trim() && { topic: topic.trim() }),
          }),
        ),
      join: async (roomId: string) => enter(await api.joinRoom(roomId)),
      /** @returns the room where there was nothing to ask for */
      ask: async (roomId: string, text: string) =>
        (await api.askToJoin(roomId, text)).state === 'member' ? enter(await api.room(roomId)) : undefined,
      takeBack: api.takeBackRequest,
      leave: async (roomId: string) => {
        await api.leaveRoom(roomId);
        realtime.unfollow(roomId);
        rooms.actions.remove(roomId);
        timelines.actions.drop(roomId);
      },
      discover: (search: string, sort: RoomSort, cursor?: string) =>
        api.allRooms({ search: search.trim().slice(0, LIMITS.roomSearchMax) || undefined, sort, cursor }),
      glimpse: api.glimpse,
    };
  }, [api, realtime, rooms, reads, timelines]);
}
