/** Counts under keys, and refuses what is too much. */
export abstract class Throttle {
  /**
   * Counts one under the key. However many do so at once, no more than the limit are let through in a window.
   * @throws AppError `TOO_MANY_REQUESTS`, with the time after which there is room again
   */
  abstract take(key: string): Promise<void>;

  /** Whether half of what is let through in a window is counted under the key. */
  abstract isHalfUsed(key: string): Promise<boolean>;
}

export interface ThrottleOptions {
  /** Throttles of the same name count together, those of different names do not. */
  name: string;
  /** How many are let through in a window. */
  limit: number;
  windowMs: number;
}

/** Makes throttles: in the memory of the process, or of what several processes share. */
export abstract class Throttles {
  abstract create(options: ThrottleOptions): Throttle;
}
