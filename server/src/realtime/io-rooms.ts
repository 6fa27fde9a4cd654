import { LRUCache } from 'lru-cache';

/**
 * The kinds of listeners a chat room has: everybody who is in it hears what is happening now (typing, roster), and
 * those who have caught up also hear its log as it grows; apart from them those who do not read all of it, since
 * what they are told may differ.
 */
type Kind = 'present' | 'log' | 'partOfLog';

/**
 * How a connection wants to be told: `log` takes entries of a room's log, messages and changes; `batch` takes several
 * messages at once; `plain` takes one message at a time and whole rosters.
 */
export type DeliveryMode = (typeof DELIVERY_MODES)[number];

export const DELIVERY_MODES = ['log', 'batch', 'plain'] as const;
/** Those that know what the contract of plain clients does not have. */
export const TAKING_NEWS = ['log', 'batch'] as const satisfies DeliveryMode[];

type Names = Record<Kind, Record<DeliveryMode, string>>;

/** Every socket keeps the names of its rooms: sockets in the same room share them. */
const names = new LRUCache<string, Names>({
  max: 10_000,
  memoMethod: (roomId) => ({
    present: byMode(`room:${roomId}`),
    log: byMode(`log:${roomId}`),
    partOfLog: byMode(`part-of-log:${roomId}`),
  }),
});

/** The names of the Socket.IO rooms. */
export const ioRooms = {
  user: (userId: string) => `user:${userId}`,
  /** Who wants to be told in that way, wherever they are. */
  mode: (mode: DeliveryMode) => `mode:${mode}`,
  present: (roomId: string, mode: DeliveryMode) => names.memo(roomId).present[mode],
  log: (roomId: string, mode: DeliveryMode) => names.memo(roomId).log[mode],
  partOfLog: (roomId: string, mode: DeliveryMode) => names.memo(roomId).partOfLog[mode],
};

function byMode(prefix: string): Record<DeliveryMode, string> {
  return { log: `${prefix}:log`, batch: `${prefix}:batch`, plain: `${prefix}:plain` };
}

const PRESENT = /^room:([^:]+):/;

/** The chat rooms among the Socket.IO rooms a socket is in. */
export function presentRooms(ioNames: Iterable<string>): string[] {
  return [...ioNames].flatMap((name) => PRESENT.exec(name)?.[1] ?? []);
}

const FOLLOWED = /^(?:part-of-)?log:([^:]+):/;

/** The chat rooms whose log is followed, among the Socket.IO rooms of a process. */
export function followedRooms(ioNames: Iterable<string>): string[] {
  const rooms = new Set<string>();
  for (const name of ioNames) {
    const roomId = FOLLOWED.exec(name)?.[1];
    if (roomId !== undefined) rooms.add(roomId);
  }
  return [...rooms];
}
