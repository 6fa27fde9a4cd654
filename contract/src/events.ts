import type { AckFailure } from './errors.js';
import type { Message, UserRef } from './rest.js';

export type Ack<T extends object = object> = ({ success: true } & T) | AckFailure;
type Acknowledge<T extends object = object> = (ack: Ack<T>) => void;

/** What the client hands over in the Socket.IO handshake. */
export interface HandshakeAuth {
  token: string;
  /**
   * The client takes several messages in one `message:batch` and roster changes as `room:roster:delta`.
   * Without it messages come one by one and rosters come whole.
   */
  batch?: boolean;
}

/** `data` of the `connect_error` that refuses a handshake. */
export interface HandshakeRefusal {
  code: 'UNAUTHENTICATED' | 'TOKEN_EXPIRED' | 'TOO_MANY_CONNECTIONS' | 'UNAVAILABLE' | 'DRAINING';
  retryable: boolean;
}

export interface RoomCursor {
  roomId: string;
  /** Highest seq up to which the client misses nothing: the answer starts right behind it. */
  lastSeq?: number;
  /** For clients that know only timestamps: answered with an overlap, so such a client drops what it has. */
  lastSeenAt?: string;
}

export interface RoomsSync {
  rooms: RoomCursor[];
}

export interface RoomSyncResult {
  roomId: string;
  synced: boolean;
  /** How many messages were sent for this room before the ack. */
  messageCount: number;
  /** The cursor the client now holds, if it applied what was sent. */
  lastSeq: number;
  /** The room's head when it was read. */
  headSeq: number;
  /** There is more: ask again with this `lastSeq`. */
  hasMore: boolean;
  /** The client's cursor lies beyond the head: it drops what it has of the room and keeps what was sent. */
  reset?: boolean;
}

export interface RoomRead {
  roomId: string;
  /** The last message that was seen. Going back changes nothing, going beyond the head means the head. */
  seq: number;
}

/** Up to where I have read a room, and how many messages of others are behind that. */
export interface ReadState {
  lastReadSeq: number;
  unread: number;
}

export interface RoomLeave {
  roomId: string;
}

export interface MessageSend {
  roomId: string;
  text: string;
  clientMsgId: string;
}

export interface MessageStored {
  messageId: string;
  seq: number;
  createdAt: string;
  isDuplicate?: boolean;
}

export interface TypingUpdate {
  roomId: string;
  isTyping: boolean;
}

export interface PresencePing {
  roomId?: string;
}

/** What a client may send. Every event is acknowledged. */
export interface ClientToServer {
  'rooms:sync': (payload: RoomsSync, ack: Acknowledge<{ results: RoomSyncResult[] }>) => void;
  'room:join': (payload: RoomCursor, ack: Acknowledge) => void;
  'room:leave': (payload: RoomLeave, ack: Acknowledge) => void;
  'room:read': (payload: RoomRead, ack: Acknowledge<ReadState>) => void;
  'message:send': (payload: MessageSend, ack: Acknowledge<MessageStored>) => void;
  'typing:update': (payload: TypingUpdate, ack: Acknowledge) => void;
  'presence:ping': (payload: PresencePing, ack: Acknowledge<{ heads: Record<string, number> }>) => void;
}

export interface MessageBatch {
  roomId: string;
  /** Ascending by seq. */
  messages: Message[];
}

/**
 * Somebody came (first connection), went (last connection) or was muted. Where more than fifty people are in a room, or
 * many come or go at once, only the roster tells of them.
 */
export interface RoomSystem {
  type: 'join' | 'leave' | 'muted';
  roomId: string;
  createdAt: string;
  user?: UserRef;
  /** End of the mute, by the server's clock. */
  until?: string;
  /** What is left of the mute. */
  forMs?: number;
}

export type PresenceStatus = 'online' | 'offline';

export interface RosterUser extends UserRef {
  status: PresenceStatus;
}

/** Comes to whoever has come into a room: at once, or where many come at once, within a few seconds. */
export interface RoomRoster {
  roomId: string;
  /** Every member of the room. */
  users: RosterUser[];
  version: number;
}

/** Follows a whole roster; none comes before it. */
export interface RoomRosterDelta {
  roomId: string;
  /** One more than that of the snapshot or delta before it; anything else means: ask for the roster again. */
  version: number;
  changed: RosterUser[];
  /** Ids of the users who are no longer members. */
  removed: string[];
}

export interface TypingNotice {
  roomId: string;
  user: UserRef;
  isTyping: boolean;
}

/** What a client may hear. */
export interface ServerToClient {
  'message:new': (message: Message) => void;
  'message:batch': (batch: MessageBatch) => void;
  'room:system': (notice: RoomSystem) => void;
  'room:roster': (roster: RoomRoster) => void;
  'room:roster:delta': (delta: RoomRosterDelta) => void;
  'typing:update': (notice: TypingNotice) => void;
  /** One of my devices has read a room. */
  'room:read': (payload: { roomId: string } & ReadState) => void;
  /** One of my other devices joined a room. */
  'room:added': (payload: { roomId: string }) => void;
  /** I am no longer a member of the room. */
  'room:removed': (payload: { roomId: string }) => void;
  /** The server is stopping: connect again after this time, chosen so that not everybody comes at once. */
  'server:draining': (payload: { reconnectAfterMs: number }) => void;
  /** The token of this connection has expired; the server disconnects next. */
  'auth:expired': (payload: { expiredAt: string }) => void;
}

export type ClientEvent = keyof ClientToServer;
export type ServerEvent = keyof ServerToClient;
/** What the client sends with an event. */
export type ClientPayload<E extends ClientEvent> = Parameters<ClientToServer[E]>[0];
/** The successful ack of an event, without its `success` field. */
export type AckBody<E extends ClientEvent> = Omit<
  Extract<Parameters<Parameters<ClientToServer[E]>[1]>[0], { success: true }>,
  'success'
>;
/** What the server sends with an event. */
export type ServerPayload<E extends ServerEvent> = Parameters<ServerToClient[E]>[0];
