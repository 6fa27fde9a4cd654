import type { ServerEvent, ServerPayload } from '@chatket/contract';
import type { Frame } from './frame.js';
import type { DeliveryMode } from './io-rooms.js';

export interface RoomAudience {
  roomId: string;
  /** Only the connections that want to be told in one of these ways. */
  modes?: readonly DeliveryMode[];
  /** Ids of connections that are left out. */
  except?: ReadonlySet<string>;
  /** May be lost when a connection is busy. */
  isVolatile?: boolean;
  /** On every process, as far as the others hear of it at once; else on this one. */
  isEverywhere?: boolean;
}

/** @param fromSeq nothing up to it is theirs to read; 0 for those who read all of the room */
export type FramesOf = (mode: DeliveryMode, fromSeq: number) => readonly Frame[];

export interface UserAudience {
  userId: string;
  /** Only the connections that want to be told in one of these ways. */
  modes?: readonly DeliveryMode[];
  /** Ids of connections that are left out. */
  except?: ReadonlySet<string>;
  /** Only those of this process: every process tells its own. */
  isHere?: boolean;
}

/** Somebody in a room. */
export interface Whereabouts {
  userId: string;
  roomId: string;
}

/**
 * Sends to many connections. At most once to each; in the order of the calls for each connection.
 * Features use this and never Socket.IO, so that one process and many look alike to them.
 */
export abstract class Fanout {
  /** To everybody who is in the room now. */
  abstract toRoom<E extends ServerEvent>(audience: RoomAudience, event: E, payload: ServerPayload<E>): void;
  /**
   * To those who follow the room's log: each in its way, of which the frames are asked for once and only if need be; and
   * for each of those who do not read all of it, with the seq from which they do.
   */
  abstract toFollowers(roomId: string, framesOf: FramesOf): void;
  /**
   * Whether anybody who is told in that way is in the room on this process. It asks nobody else, on purpose: each
   * process delivers a log to its own connections, and must not wait between one message and the next.
   */
  abstract hasListeners(roomId: string, mode: DeliveryMode): boolean;
  /** The rooms whose log somebody on this process follows. */
  abstract followedRooms(): string[];
  /** Who on this process is in which rooms: each pair as often as there are such connections. */
  abstract peopleHere(): Whereabouts[];
  /** Whether anybody on this process wants to be told in that way. */
  abstract hasMode(mode: DeliveryMode): boolean;
  /** The same of all processes, as far as it is known: of the others it is not, so where there are some somebody may. */
  abstract mayHaveMode(mode: DeliveryMode): boolean;
  /** To all connections of a person, whatever process they are on, or those that are not left out. */
  abstract toUser<E extends ServerEvent>(
    audience: string | UserAudience,
    event: E,
    payload: ServerPayload<E>,
  ): void;
  /** To every connection of this process that knows more than the contract of plain clients. */
  abstract toAll<E extends ServerEvent>(event: E, payload: ServerPayload<E>): void;
  /** Tells every connection of this process that it is stopping, and when to come back. */
  abstract announceDrain(): void;
  /** Takes all connections of a person out of a room. Resolves when those of this process are, and the others know. */
  abstract evict(userId: string, roomId: string): Promise<void>;
  /** The same for the connections of this process alone. */
  abstract evictHere(userId: string, roomId: string): void;
  /** Calls back when another process has taken somebody out of a room: who is just coming into it here is to be kept out. */
  abstract onEvicted(listener: (who: Whereabouts) => void): void;
  /** Cuts all connections of a person, so that they come back and ask anew where they are. */
  abstract reconnect(userId: string): Promise<void>;
  /** The same for the connections of this process alone. */
  abstract reconnectHere(userId: string): void;
  /** Cuts all connections of this process, so that everybody comes back and asks anew where they are. */
  abstract reconnectAllHere(): void;
}
