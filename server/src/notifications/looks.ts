/**
 * Which rooms people have before their eyes, on whichever device and wherever it is connected. What is called first is
 * done first.
 */
export abstract class Looks {
  /** A connection shows a room to its person, or none any more. */
  abstract look(connection: { id: string; userId: string }, roomId: string | undefined): Promise<void>;
  /** The connection is gone. Twice, or without having looked, changes nothing. */
  abstract leave(connectionId: string): Promise<void>;
  /** Ids of those who look at the room now. */
  abstract at(roomId: string): Promise<ReadonlySet<string>>;
}
