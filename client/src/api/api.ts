import type {
  CreateRoomBody,
  LogEntry,
  MessageRevision,
  PublicConfig,
  RequestCodeAnswer,
  RequestCodeBody,
  Room,
  Session,
  VerifyCodeBody,
} from '@chatket/contract';
import { createHttp, type HttpAnswer, type HttpOptions } from './http';

export interface RoomSearch {
  search?: string;
  limit?: number;
  cursor?: string;
}

export interface HistoryPosition {
  limit?: number;
  /** Id of the oldest message I have: the page ends right before it. Without it: the newest page. */
  before?: string;
  /** Id of the newest message I have: the page begins right after it. */
  after?: string;
  /** Id of a message to have in the middle of the page. */
  around?: string;
}

export interface Api {
  config: () => Promise<PublicConfig>;
  requestCode: (body: RequestCodeBody) => Promise<RequestCodeAnswer>;
  verifyCode: (body: VerifyCodeBody) => Promise<Session>;
  myRooms: () => Promise<Room[]>;
  allRooms: (search: RoomSearch) => Promise<HttpAnswer<Room[]>>;
  /** A room I may know, whether or not I am a member. */
  room: (roomId: string) => Promise<Room>;
  createRoom: (body: CreateRoomBody) => Promise<Room>;
  joinRoom: (roomId: string) => Promise<Room>;
  leaveRoom: (roomId: string) => Promise<void>;
  /** Oldest message first. */
  history: (roomId: string, position: HistoryPosition) => Promise<HttpAnswer<LogEntry[]>>;
  /** The texts that a message had before. */
  revisions: (messageId: string) => Promise<MessageRevision[]>;
}

/** The REST half of the wire, one function per endpoint. Each rejects with an `ApiError`. */
export function createApi(options: HttpOptions): Api {
  const request = createHttp(options);
  const pathOf = (roomId: string) => `/rooms/${encodeURIComponent(roomId)}`;
  const bodyOf = async <T>(answer: Promise<HttpAnswer<T>>) => (await answer).body;

  return {
    config: () => bodyOf(request({ path: '/config' })),
    requestCode: (body) => bodyOf(request({ method: 'POST', path: '/auth/request-code', body })),
    verifyCode: (body) => bodyOf(request({ method: 'POST', path: '/auth/verify-code', body })),
    myRooms: () => bodyOf(request({ path: '/rooms' })),
    allRooms: (query) => request({ path: '/rooms', query: { all: true, ...query } }),
    room: (roomId) => bodyOf(request({ path: pathOf(roomId) })),
    createRoom: (body) => bodyOf(request({ method: 'POST', path: '/rooms', body })),
    joinRoom: (roomId) => bodyOf(request({ method: 'POST', path: `${pathOf(roomId)}/join` })),
    leaveRoom: (roomId) => bodyOf(request({ method: 'DELETE', path: `${pathOf(roomId)}/membership` })),
    history: (roomId, position) => request({ path: `${pathOf(roomId)}/log`, query: { ...position } }),
    revisions: (messageId) =>
      bodyOf(request({ path: `/messages/${encodeURIComponent(messageId)}/revisions` })),
  };
}
