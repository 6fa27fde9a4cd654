import type { SearchResult } from '@chatket/contract';

export interface RoomGroup {
  roomId: string;
  results: readonly SearchResult[];
}

/** Results by room: the room of the newest one first, and in each the newest first. */
export function byRoom(results: readonly SearchResult[]): RoomGroup[] {
  const groups = new Map<string, SearchResult[]>();
  for (const result of results) {
    const { roomId } = result.message;
    groups.set(roomId, [...(groups.get(roomId) ?? []), result]);
  }
  return [...groups].map(([roomId, found]) => ({ roomId, results: found }));
}
