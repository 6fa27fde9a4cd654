import type {
  Ban,
  CreateRoomBody,
  Member,
  MemberMuted,
  Message,
  MessageRevision,
  MuteBody,
  PublicConfig,
  RemoveMemberBody,
  RequestCodeAnswer,
  RequestCodeBody,
  Room,
  Session,
  UserRef,
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
  /** By role, the highest first, then by name. */
  members: (roomId: string, query: { cursor?: string; limit?: number }) => Promise<HttpAnswer<Member[]>>;
  member: (roomId: string, userId: string) => Promise<Member>;
  addMember: (roomId: string, userId: string, role: number) => Promise<Member>;
  setRole: (roomId: string, userId: string, role: number) => Promise<Member>;
  removeMember: (roomId: string, userId: string, body: RemoveMemberBody) => Promise<void>;
  mute: (roomId: string, userId: string, body: MuteBody) => Promise<MemberMuted>;
  unmute: (roomId: string, userId: string) => Promise<void>;
  /** The newest first. */
  bans: (roomId: string, query: { cursor?: string }) => Promise<HttpAnswer<Ban[]>>;
  liftBan: (roomId: string, userId: string) => Promise<void>;
  /** People by a part of their name. */
  findPeople: (typed: string) => Promise<UserRef[]>;
  /** Oldest message first. */
  history: (roomId: string, position: HistoryPosition) => Promise<HttpAnswer<Message[]>>;
  /** The texts that a message had before. */
  revisions: (messageId: string) => Promise<MessageRevision[]>;
}

/** The REST half of the wire, one function per endpoint. Each rejects with an `ApiError`. */
export function createApi(options: HttpOptions): Api {
  const request = createHttp(options);
  const pathOf = (roomId: string) => `/rooms/${encodeURIComponent(roomId)}`;
  const memberOf = (roomId: string, userId: string) =>
    `${pathOf(roomId)}/members/${encodeURIComponent(userId)}`;
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
    members: (roomId, query) => request({ path: `${pathOf(roomId)}/members`, query: { ...query } }),
    member: (roomId, userId) => bodyOf(request({ path: memberOf(roomId, userId) })),
    addMember: (roomId, userId, role) =>
      bodyOf(request({ method: 'PUT', path: memberOf(roomId, userId), body: { role } })),
    setRole: (roomId, userId, role) =>
      bodyOf(request({ method: 'PATCH', path: memberOf(roomId, userId), body: { role } })),
    removeMember: (roomId, userId, body) =>
      bodyOf(request({ method: 'DELETE', path: memberOf(roomId, userId), body })),
    mute: (roomId, userId, body) =>
      bodyOf(request({ method: 'PUT', path: `${memberOf(roomId, userId)}/mute`, body })),
    unmute: (roomId, userId) =>
      bodyOf(request({ method: 'DELETE', path: `${memberOf(roomId, userId)}/mute` })),
    bans: (roomId, query) => request({ path: `${pathOf(roomId)}/bans`, query: { ...query } }),
    liftBan: (roomId, userId) =>
      bodyOf(request({ method: 'DELETE', path: `${pathOf(roomId)}/bans/${encodeURIComponent(userId)}` })),
    findPeople: (typed) => bodyOf(request({ path: '/users/search', query: { q: typed } })),
    history: (roomId, position) => request({ path: `${pathOf(roomId)}/messages`, query: { ...position } }),
    revisions: (messageId) =>
      bodyOf(request({ path: `/messages/${encodeURIComponent(messageId)}/revisions` })),
  };
}
