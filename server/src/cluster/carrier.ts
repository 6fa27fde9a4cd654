/** A way on which texts reach every process, the teller included: in the order in which one teller told them, at most once. */
export interface Carrier {
  readonly name: string;
  /** In bytes. */
  readonly maxLength: number;
  /** How many texts may be on their way at once; the others gather. */
  readonly maxUnderWay: number;
  /** Begins to hear; goes on doing so until it is closed, however often the connection is lost. */
  open(hearing: Hearing): void;
  /** Rejects at once while nothing can be told. */
  tell(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface Hearing {
  onText: (text: string) => void;
  /** It is heard, from now on or again. */
  onListening: () => void;
}
