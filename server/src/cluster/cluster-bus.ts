/** What the processes of this server tell each other: at most once, in the order of each teller. */
export abstract class ClusterBus {
  /**
   * Tells every process, this one included. Resolves when it is told, and rejects when it cannot be: whoever must be sure that
   * others learn of it has another way besides.
   * @param text shorter than 7,900 bytes: that is what a NOTIFY takes
   */
  abstract publish(topic: BusTopic, text: string): Promise<void>;
  abstract on(topic: BusTopic, listener: (text: string) => void): void;
  /** Calls back when the bus is heard, again or for the first time: what was told before was not. */
  abstract onListening(listener: () => void): void;
  /** Resolves when it is heard for the first time. */
  abstract readonly isReady: Promise<void>;
}

export type BusTopic = 'sessions' | 'people' | 'profiles';
