/**
 * What the processes of this server tell each other: at most once, in the order of each teller as long as one carrier
 * brings it. Whoever must be sure that others learn of something has another way besides.
 */
export abstract class ClusterBus {
  /**
   * Tells every process, this one included, over every carrier there is; each hears it once. Resolves when it is told, and
   * rejects when it cannot be. A process that did not hear it notices, and says so to `onListening`.
   * @param text shorter than 7,500 bytes: that is what a NOTIFY takes
   */
  abstract publish(topic: BusTopic, text: string): Promise<void>;
  /**
   * Tells the other processes, if there are any, over the fastest carrier; what is told in the same moment goes together.
   * Nobody notices when it is lost. Resolves when it was told, or could not be; never rejects.
   * @param text shorter than 7,500 bytes
   */
  abstract tellOthers(topic: BusTopic, text: string): Promise<void>;
  abstract on(topic: BusTopic, listener: (text: string) => void): void;
  /**
   * Calls back when the bus is heard, again or for the first time, and when something that was published was not heard: what
   * was told before may be unknown here.
   */
  abstract onListening(listener: () => void): void;
  /**
   * Calls back when `isFast` or `hasPeers` is another than before, and when one of several carriers is heard again: what
   * others told over it meanwhile may be unknown here, however short the while.
   */
  abstract onChange(listener: () => void): void;
  /** Resolves when it is heard for the first time. */
  abstract readonly isReady: Promise<void>;
  /** Whether what others tell is heard here within moments. */
  abstract readonly isFast: boolean;
  /** Whether any other process is known to be there. */
  abstract readonly hasPeers: boolean;
  /** How many processes are known to be there, this one included. */
  abstract readonly processCount: number;
}

export type BusTopic =
  | 'sessions'
  | 'people'
  | 'profiles'
  | 'rooms'
  | 'heads'
  | 'hidden'
  | 'reads'
  | 'rules'
  | 'joins'
  | 'settings'
  | 'emit'
  | 'evict'
  | 'reconnect'
  | 'presence'
  | 'chosen'
  | 'seats';
