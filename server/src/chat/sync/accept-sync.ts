import { LIMITS, type RoomCursor, type RoomsSync } from '@chatket/contract';
import { hasFields, isCanonicalId } from '../../common/index.js';

/** The short way for `RoomsSyncDto`, with the cursors of clients that know seqs. */
export function acceptSync(payload: unknown): RoomsSync | undefined {
  if (!hasFields(payload, ['rooms']) || !Array.isArray(payload.rooms)) return undefined;
  const rooms = payload.rooms as unknown[];
  if (rooms.length === 0 || rooms.length > LIMITS.syncRoomsMax) return undefined;
  const cursors: RoomCursor[] = [];
  for (const room of rooms) {
    if (!hasFields(room, ['roomId', 'lastSeq']) || !isCanonicalId(room.roomId)) return undefined;
    if (Object.hasOwn(room, 'lastSeenAt') || Object.hasOwn(room, 'epoch')) return undefined;
    const { roomId, lastSeq } = room;
    if (
      typeof lastSeq !== 'number' ||
      !Number.isSafeInteger(lastSeq) ||
      lastSeq < 0 ||
      Object.is(lastSeq, -0)
    )
      return undefined;
    cursors.push({ roomId, lastSeq });
  }
  return { rooms: cursors };
}
