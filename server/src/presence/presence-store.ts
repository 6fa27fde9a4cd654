export interface Presence {
  roomId: string;
  userId: string;
}

/**
 * Who is in which room, counted by connections. Guarantee: a person is in a room as long as one connection of theirs
 * is, however many there are and in whatever order they come and go. Entering or leaving twice is doing it once. What is
 * called first is done first; answers come later, so whoever draws conclusions from them does so in turns.
 */
export abstract class PresenceStore {
  /** True when it is the person's first connection in the room. */
  abstract enter(presence: Presence, connectionId: string): Promise<boolean>;
  /** True when it was the person's last connection in the room. */
  abstract leave(presence: Presence, connectionId: string): Promise<boolean>;
  /** The connection is gone: the rooms in which it was the person's last one. */
  abstract close(userId: string, connectionId: string): Promise<Presence[]>;
  /** Takes a person out of a room with all connections. */
  abstract remove(presence: Presence): Promise<void>;
  abstract isOnline(presence: Presence): Promise<boolean>;
  /** Ids of the people who are in the room. */
  abstract online(roomId: string): Promise<ReadonlySet<string>>;
  /** How many people are in the room. */
  abstract count(roomId: string): Promise<number>;
}
