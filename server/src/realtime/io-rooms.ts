import { LRUCache } from 'lru-cache';

/**
 * The names of the Socket.IO rooms. A chat room has two kinds of listeners: everybody who is in it hears what is
 * happening now (typing, roster), and those who have caught up also hear its log as it grows.
 */
export type Capability = 'batch' | 'plain';

export const CAPABILITIES = ['batch', 'plain'] as const satisfies Capability[];

interface Names {
  present: Record<Capability, string>;
  log: Record<Capability, string>;
}

/** Every socket keeps the names of its rooms: sockets in the same room share them. */
const names = new LRUCache<string, Names>({
  max: 10_000,
  memoMethod: (roomId) => ({
    present: { batch: `room:${roomId}:batch`, plain: `room:${roomId}:plain` },
    log: { batch: `log:${roomId}:batch`, plain: `log:${roomId}:plain` },
  }),
});

export const ioRooms = {
  user: (userId: string) => `user:${userId}`,
  present: (roomId: string, capability: Capability) => names.memo(roomId).present[capability],
  log: (roomId: string, capability: Capability) => names.memo(roomId).log[capability],
};

const PRESENT = /^room:([^:]+):/;

/** The chat rooms among the Socket.IO rooms a socket is in. */
export function presentRooms(ioNames: Iterable<string>): string[] {
  return [...ioNames].flatMap((name) => PRESENT.exec(name)?.[1] ?? []);
}
