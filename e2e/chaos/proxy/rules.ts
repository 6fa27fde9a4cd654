/** `up` is from the client to the server, `down` the way back. */
export type Direction = 'up' | 'down';

/** What happens to the nth frame (and every nth after it) whose text matches. */
export interface FrameRule {
  direction: Direction;
  pattern: RegExp;
  every: number;
  action: 'drop' | 'delay' | 'duplicate' | 'reset-after';
  delayMs?: number;
}

/** What a link does to the connections it carries. An empty object carries them as they are. */
export interface Rules {
  /** The part of the connections that suffer, from 0 to 1; default all. */
  share?: number;
  latencyMs?: number;
  jitterMs?: number;
  bytesPerSecond?: number;
  /** Writes of at most so many bytes. */
  sliceBytes?: number;
  /** Nothing passes and nobody is told, as when a cable is pulled. */
  stalled?: readonly Direction[];
  /** New connections are reset at once. */
  isRefusing?: boolean;
  frames?: readonly FrameRule[];
}
