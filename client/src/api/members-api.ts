import type {
  Ban,
  LastSeenAt,
  Member,
  MemberMuted,
  MuteBody,
  RemoveMemberBody,
  UserRef,
} from '@chatket/contract';
import type { Request } from './api';
import type { HttpAnswer } from './http';

/** What is asked about the people of a room, and done to them. */
export interface MembersApi {
  /** By role, the highest first, then by name. */
  members: (roomId: string, query: { cursor?: string; limit?: number }) => Promise<HttpAnswer<Member[]>>;
  member: (roomId: string, userId: string) => Promise<Member>;
  lastSeen: (roomId: string, userId: string) => Promise<LastSeenAt>;
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
}

/** One function per endpoint. Each rejects with an `ApiError`. */
export function createMembersApi(request: Request): MembersApi {
  const pathOf = (roomId: string) => `/rooms/${encodeURIComponent(roomId)}`;
  const memberOf = (roomId: string, userId: string) =>
    `${pathOf(roomId)}/members/${encodeURIComponent(userId)}`;
  const bodyOf = async <T>(answer: Promise<HttpAnswer<T>>) => (await answer).body;

  return {
    members: (roomId, query) => request({ path: `${pathOf(roomId)}/members`, query: { ...query } }),
    member: (roomId, userId) => bodyOf(request({ path: memberOf(roomId, userId) })),
    lastSeen: (roomId, userId) => bodyOf(request({ path: `${memberOf(roomId, userId)}/last-seen` })),
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
  };
}
