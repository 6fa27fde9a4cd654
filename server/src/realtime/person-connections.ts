/**
 * How many connections a person has, wherever they are. Guarantee: of those that are entered at once, no more than the
 * limit are let in. What is called first is done first.
 */
export abstract class PersonConnections {
  /** Whether the connection is one of at most `limit` of that person. Asking again changes nothing. */
  abstract enter(userId: string, connectionId: string, limit: number): Promise<boolean>;
  /** The connection is gone. Leaving twice, or without having been let in, changes nothing. */
  abstract leave(userId: string, connectionId: string): Promise<void>;
}
