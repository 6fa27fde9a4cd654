export interface UserRef {
  id: string;
  username: string;
}

export interface Health {
  status: 'ok' | 'unavailable';
  /** refusing: it answers, yet takes no writes. */
  database: 'up' | 'refusing' | 'down';
  /** Whether the server can write its log. It works without, but nobody will know what happened. */
  log: 'up' | 'down';
  draining: boolean;
  uptimeSeconds: number;
  version: string;
}

/** What a client may know before anybody has logged in. */
export interface PublicConfig {
  version: string;
  codeDelivery: 'response' | 'log';
  /** True when codes are shown to whoever asks: anybody can log in as anybody. */
  demo: boolean;
}

export interface RequestCodeBody {
  username: string;
}

export interface RequestCodeAnswer {
  message: string;
  /** Only when codes are delivered in the response (demo mode). */
  code?: string;
}

export interface VerifyCodeBody {
  username: string;
  code: string;
}

export interface Session {
  accessToken: string;
  user: UserRef;
}

export interface Message {
  messageId: string;
  roomId: string;
  /** Position in the room: 1 for its first change, one more for each further one. */
  seq: number;
  text: string;
  /** ISO 8601, UTC; never goes backwards inside a room. */
  createdAt: string;
  sender: UserRef;
  clientMsgId: string;
}

export interface Room {
  id: string;
  name: string;
  createdAt: string;
  createdBy: UserRef;
  memberCount: number;
  /** When the caller joined; missing for a room the caller is not a member of. */
  joinedAt?: string;
  /** When a connection of the caller was last seen in the room. Informative: never a cursor. */
  lastSeenAt?: string;
  /** The room's head. */
  lastSeq: number;
  /** Up to where the caller has read, on whichever device; missing for a room the caller is not a member of. */
  lastReadSeq?: number;
  /** Messages of others behind `lastReadSeq`, counted up to `LIMITS.unreadCountMax`. */
  unread?: number;
  lastMessage?: Message;
}

export interface CreateRoomBody {
  name: string;
}

/** Header with the cursor of the next page of a list; missing on the last page. */
export const NEXT_CURSOR_HEADER = 'X-Next-Cursor';
