import type {
  CreateServerInviteBody,
  FactorsReset,
  FailedMail,
  LoginSession,
  Me,
  MemberMuted,
  MuteBody,
  NewAccountLimits,
  NewServerInvite,
  RaidBody,
  RaidMode,
  ServerBanBody,
  ServerInvite,
  ServerPeopleFilter,
  ServerPerson,
  ServerRoom,
  ServerRoomFilter,
  ServerSettings,
  ServerState,
  ShownCode,
  WaitingCode,
} from '@chatket/contract';
import { useMemo } from 'react';
import { type Api, useApi } from '../../api';

/** A page of a list, and where that goes on. */
export interface Answer<Item> {
  body: Item[];
  nextCursor: string | undefined;
}

interface Page<Only extends string> {
  search?: string;
  only?: Only;
  cursor?: string | undefined;
  limit?: number;
}

/** What those who run the server ask and do. */
export interface ServerApi {
  me: () => Promise<Me>;
  /** By name. */
  people: (page: Page<ServerPeopleFilter>) => Promise<Answer<ServerPerson>>;
  rooms: (page: Page<ServerRoomFilter>) => Promise<Answer<ServerRoom>>;
  setRole: (userId: string, role: number) => Promise<Me>;
  mute: (userId: string, body: MuteBody) => Promise<MemberMuted>;
  unmute: (userId: string) => Promise<unknown>;
  /** Nobody logs in with the account any more, and its logins end. */
  deactivate: (userId: string) => Promise<unknown>;
  reactivate: (userId: string) => Promise<unknown>;
  /** Takes the second factor and the passkeys of somebody who has lost them, and ends their logins. */
  resetFactors: (userId: string) => Promise<FactorsReset>;
  removePicture: (userId: string) => Promise<unknown>;
  sessions: (userId: string) => Promise<LoginSession[]>;
  endSession: (userId: string, id: string) => Promise<unknown>;
  /** Login codes that wait for being handed over. */
  codes: () => Promise<WaitingCode[]>;
  showCode: (username: string) => Promise<ShownCode>;
  invites: () => Promise<ServerInvite[]>;
  invite: (body: CreateServerInviteBody) => Promise<NewServerInvite>;
  revokeInvite: (id: string) => Promise<unknown>;
  /** Mails that could not be sent. */
  failedMails: () => Promise<FailedMail[]>;
  archive: (roomId: string) => Promise<unknown>;
  restore: (roomId: string) => Promise<unknown>;
  ban: (roomId: string, userId: string, body: ServerBanBody) => Promise<unknown>;
  unban: (roomId: string, userId: string) => Promise<unknown>;
  /** Makes a member the owner of a room that has none. */
  appoint: (roomId: string, userId: string) => Promise<unknown>;
  /** Comes in, which everybody there sees. */
  join: (roomId: string) => Promise<unknown>;
  /** Versions, health, and jobs that have failed. */
  state: () => Promise<ServerState>;
  retryJob: (id: string) => Promise<unknown>;
  setRaid: (body: RaidBody) => Promise<RaidMode>;
  /** What it is called, and who may make an account. */
  newAccounts: () => Promise<NewAccountLimits>;
  setNewAccounts: (limits: NewAccountLimits) => Promise<NewAccountLimits>;
  settings: () => Promise<ServerSettings>;
  setSettings: (settings: ServerSettings) => Promise<ServerSettings>;
}

/** One function per endpoint. Each rejects with an `ApiError`. */
export function useServerApi(): ServerApi {
  const { request } = useApi();
  return useMemo(() => createServerApi(request), [request]);
}

function createServerApi(request: Api['request']): ServerApi {
  const person = (id: string) => `/users/${encodeURIComponent(id)}`;
  const account = (id: string) => `/server/people/${encodeURIComponent(id)}`;
  const room = (id: string) => `/server/rooms/${encodeURIComponent(id)}`;
  const bodyOf = async <T>(answer: Promise<{ body: T }>) => (await answer).body;

  return {
    me: () => bodyOf(request({ path: '/users/me' })),
    people: (page) => request({ path: '/server/people', query: { ...page } }),
    rooms: (page) => request({ path: '/server/rooms', query: { ...page } }),
    setRole: (id, role) =>
      bodyOf(request({ method: 'PUT', path: `${person(id)}/server-role`, body: { role } })),
    mute: (id, body) => bodyOf(request({ method: 'PUT', path: `${person(id)}/server-mute`, body })),
    unmute: (id) => bodyOf(request({ method: 'DELETE', path: `${person(id)}/server-mute` })),
    deactivate: (id) => bodyOf(request({ method: 'PUT', path: `${account(id)}/deactivation` })),
    reactivate: (id) => bodyOf(request({ method: 'DELETE', path: `${account(id)}/deactivation` })),
    resetFactors: (id) => bodyOf(request({ method: 'DELETE', path: `${account(id)}/factors` })),
    removePicture: (id) => bodyOf(request({ method: 'DELETE', path: `${account(id)}/picture` })),
    sessions: (id) => bodyOf(request({ path: `${account(id)}/sessions` })),
    endSession: (id, session) =>
      bodyOf(request({ method: 'DELETE', path: `${account(id)}/sessions/${encodeURIComponent(session)}` })),
    codes: () => bodyOf(request({ path: '/server/codes' })),
    showCode: (name) =>
      bodyOf(request({ method: 'POST', path: `/server/codes/${encodeURIComponent(name)}` })),
    invites: () => bodyOf(request({ path: '/server/invites' })),
    invite: (body) => bodyOf(request({ method: 'POST', path: '/server/invites', body: { ...body } })),
    revokeInvite: (id) =>
      bodyOf(request({ method: 'DELETE', path: `/server/invites/${encodeURIComponent(id)}` })),
    failedMails: () => bodyOf(request({ path: '/server/failed-mails' })),
    archive: (id) => bodyOf(request({ method: 'POST', path: `${room(id)}/archive` })),
    restore: (id) => bodyOf(request({ method: 'DELETE', path: `${room(id)}/archive` })),
    ban: (id, userId, body) =>
      bodyOf(request({ method: 'PUT', path: `${room(id)}/bans/${encodeURIComponent(userId)}`, body })),
    unban: (id, userId) =>
      bodyOf(request({ method: 'DELETE', path: `${room(id)}/bans/${encodeURIComponent(userId)}` })),
    appoint: (id, userId) =>
      bodyOf(request({ method: 'PUT', path: `${room(id)}/owner/${encodeURIComponent(userId)}` })),
    join: (id) => bodyOf(request({ method: 'POST', path: `${room(id)}/join` })),
    state: () => bodyOf(request({ path: '/server/state' })),
    retryJob: (id) =>
      bodyOf(request({ method: 'POST', path: `/server/jobs/${encodeURIComponent(id)}/retry` })),
    setRaid: (body) => bodyOf(request({ method: 'PUT', path: '/server/raid', body })),
    newAccounts: () => bodyOf(request({ path: '/server/new-accounts' })),
    setNewAccounts: (body) =>
      bodyOf(request({ method: 'PUT', path: '/server/new-accounts', body: { ...body } })),
    settings: () => bodyOf(request({ path: '/server/settings' })),
    setSettings: (body) => bodyOf(request({ method: 'PUT', path: '/server/settings', body: { ...body } })),
  };
}
