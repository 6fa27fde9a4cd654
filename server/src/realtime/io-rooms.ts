/**
 * The names of the Socket.IO rooms. A chat room has two kinds of listeners: everybody who is in it hears what is
 * happening now (typing, roster), and those who have caught up also hear its log as it grows.
 */
export type Capability = 'batch' | 'plain';

export const ioRooms = {
  user: (userId: string) => `user:${userId}`,
  present: (roomId: string) => `room:${roomId}`,
  presentAs: (roomId: string, capability: Capability) => `room:${roomId}:${capability}`,
  log: (roomId: string, capability: Capability) => `log:${roomId}:${capability}`,
};

const PRESENT = /^room:([^:]+)$/;

/** The chat rooms among the Socket.IO rooms a socket is in. */
export function presentRooms(names: Iterable<string>): string[] {
  return [...names].flatMap((name) => PRESENT.exec(name)?.[1] ?? []);
}
