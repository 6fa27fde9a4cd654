import type { SharedDraft } from '@chatket/contract';

/** What a text is written for: a room, or a thread of one. */
type Place = Pick<SharedDraft, 'roomId' | 'threadId'>;

const OF_THREAD = /^thread:([^:]+):([^:]+)$/;

/** Under which the drafts keep what is written there. */
export function keyOfPlace({ roomId, threadId }: Place): string {
  return threadId === undefined ? roomId : `thread:${roomId}:${threadId}`;
}

/** The place of which a key is, where it is that of a room or a thread. */
export function placeOfKey(key: string): Place | undefined {
  const [, roomId, threadId] = OF_THREAD.exec(key) ?? [];
  if (roomId !== undefined && threadId !== undefined) return { roomId, threadId };
  return key.includes(':') ? undefined : { roomId: key };
}
