import type {
  AcceptInviteAnswer,
  AuditEntry,
  Block,
  ChangeRoomBody,
  CreateRoomBody,
  FoundUser,
  Keywords,
  MentionsPage,
  Message,
  MessageRevision,
  Privacy,
  PrivacyBody,
  Profile,
  ProfileBody,
  RescheduleBody,
  Report,
  ReportBody,
  ReportOutcome,
  Room,
  RoomGlimpse,
  RoomSort,
  SearchPage,
  SaveBody,
  SavedMessage,
  ThreadItem,
  ThreadPage,
  ScheduleBody,
  ScheduledMessage,
  SharedDraft,
} from '@chatket/contract';
import { useMemo } from 'react';
import type { Request } from './api';
import { useApi } from './context';
import type { HttpAnswer } from './http';

/** Reports on a page. */
export const REPORTS_PAGE = 100;

interface RoomSearch {
  search?: string;
  sort?: RoomSort;
  limit?: number;
  cursor?: string;
}

interface MessageSearch {
  q: string;
  /** Whose days are meant. */
  zone: string;
  cursor?: string;
}

interface AuditPage {
  limit: number;
  /** Only entries before this one. */
  before?: number | undefined;
  /** What is wanted of them. */
  only?: Record<string, string>;
}

/** What only parts ask for that are loaded later. */
export interface MoreApi {
  allRooms: (search: RoomSearch) => Promise<HttpAnswer<Room[]>>;
  /** A room I may know, whether or not I am a member. */
  room: (roomId: string) => Promise<Room>;
  /** Who is in it of the people I know. */
  glimpse: (roomId: string) => Promise<RoomGlimpse>;
  createRoom: (body: CreateRoomBody) => Promise<Room>;
  changeRoom: (roomId: string, body: ChangeRoomBody) => Promise<Room>;
  archiveRoom: (roomId: string) => Promise<Room>;
  unarchiveRoom: (roomId: string) => Promise<Room>;
  /** Until it is gone it can be restored. */
  deleteRoom: (roomId: string) => Promise<Room>;
  restoreRoom: (roomId: string) => Promise<Room>;
  joinRoom: (roomId: string) => Promise<Room>;
  /** Asks to come in, and comes in where one need not ask any more. */
  askToJoin: (roomId: string, text: string) => Promise<AcceptInviteAnswer>;
  takeBackRequest: (roomId: string) => Promise<void>;
  leaveRoom: (roomId: string) => Promise<void>;
  /** The direct room or the group of these people and me, made if there is none. */
  openDirect: (userIds: readonly string[]) => Promise<Room>;
  /** Puts it out of my list until its next message. */
  closeDirect: (roomId: string) => Promise<void>;
  /** Whom I have blocked, the newest first. */
  blocks: () => Promise<Block[]>;
  /** What I keep to myself. */
  privacy: () => Promise<Privacy>;
  changePrivacy: (body: PrivacyBody) => Promise<Privacy>;
  /** What I tell of myself. */
  myProfile: () => Promise<Profile>;
  changeProfile: (body: ProfileBody) => Promise<Profile>;
  /** Of mine, and of a room: a square, which is made anew. */
  setMyPicture: (picture: Blob) => Promise<Profile>;
  removeMyPicture: () => Promise<Profile>;
  setRoomPicture: (roomId: string, picture: Blob) => Promise<Room>;
  removeRoomPicture: (roomId: string) => Promise<Room>;
  /** What others tell, as far as they tell me: at most `LIMITS.profilesMax` at once. */
  profiles: (ids: readonly string[]) => Promise<Profile[]>;
  /** They cannot write to me directly any more; nobody else is told. */
  block: (userId: string) => Promise<void>;
  unblock: (userId: string) => Promise<void>;
  /** People whose names begin with a text, then those who have it elsewhere. */
  findPeople: (typed: string) => Promise<FoundUser[]>;
  /** Messages that I may read, the newest first. */
  search: (query: MessageSearch) => Promise<SearchPage>;
  /** What was done in a room, or anywhere, with rights that others do not have, newest first. */
  audit: (roomId: string | undefined, page: AuditPage) => Promise<AuditEntry[]>;
  /** All of it as a table. */
  auditTable: (roomId: string | undefined, only: Record<string, string>) => Promise<Blob>;
  /** Asks the moderators to look at a message. */
  report: (messageId: string, body: ReportBody) => Promise<unknown>;
  /** What is open, the oldest first. */
  /** A page of what is open, the oldest first. @param after id of the last one of the page before */
  reports: (roomId: string, after?: string) => Promise<Report[]>;
  handleReport: (roomId: string, reportId: string, outcome: ReportOutcome) => Promise<void>;
  reopenReport: (roomId: string, reportId: string) => Promise<void>;
  /** What is pinned in a room, the newest pin first. */
  pins: (roomId: string) => Promise<Message[]>;
  /** What I have saved, the last one first. */
  saved: (page: { after?: string }) => Promise<SavedMessage[]>;
  savedIds: () => Promise<string[]>;
  /** What speaks to me, the newest first. */
  /** The threads that I follow, in all my rooms. */
  threads: (unread: boolean) => Promise<ThreadItem[]>;
  threadPage: (roomId: string, rootId: string, page: { before?: number }) => Promise<ThreadPage>;
  mentions: (page: { cursor?: string }) => Promise<MentionsPage>;
  keywords: () => Promise<Keywords>;
  setKeywords: (keywords: readonly string[]) => Promise<Keywords>;
  /** Saves a message, or changes what I noted of it. */
  save: (messageId: string, body: SaveBody) => Promise<SavedMessage>;
  unsave: (messageId: string) => Promise<void>;
  /** Saves a message and tells me of it then. */
  remind: (messageId: string, at: string) => Promise<SavedMessage>;
  forgetReminder: (messageId: string) => Promise<void>;
  /** What I have scheduled, the next one first. */
  scheduled: () => Promise<ScheduledMessage[]>;
  schedule: (roomId: string, body: ScheduleBody) => Promise<ScheduledMessage>;
  reschedule: (id: string, body: RescheduleBody) => Promise<ScheduledMessage>;
  unschedule: (id: string) => Promise<void>;
  /** What I have begun to write on any of my devices. */
  drafts: () => Promise<SharedDraft[]>;
  /** The texts that a message had before. */
  revisions: (messageId: string) => Promise<MessageRevision[]>;
}

/** The REST half of the wire, beside what the first page asks for. */
export function useMoreApi(): MoreApi {
  const { request } = useApi();
  return useMemo(() => createMoreApi(request), [request]);
}

/** One function per endpoint. Each rejects with an `ApiError`. */
export function createMoreApi(request: Request): MoreApi {
  const pathOf = (roomId: string) => `/rooms/${encodeURIComponent(roomId)}`;
  const auditOf = (roomId: string | undefined) => `${roomId === undefined ? '' : pathOf(roomId)}/audit`;
  const outcomePath = (roomId: string, reportId: string) =>
    `${pathOf(roomId)}/reports/${encodeURIComponent(reportId)}/outcome`;
  const bodyOf = async <T>(answer: Promise<HttpAnswer<T>>) => (await answer).body;

  return {
    allRooms: (query) => request({ path: '/rooms', query: { all: true, ...query } }),
    room: (roomId) => bodyOf(request({ path: pathOf(roomId) })),
    glimpse: (roomId) => bodyOf(request({ path: `${pathOf(roomId)}/glimpse` })),
    createRoom: (body) => bodyOf(request({ method: 'POST', path: '/rooms', body })),
    changeRoom: (roomId, body) => bodyOf(request({ method: 'PATCH', path: pathOf(roomId), body })),
    archiveRoom: (roomId) => bodyOf(request({ method: 'POST', path: `${pathOf(roomId)}/archive` })),
    unarchiveRoom: (roomId) => bodyOf(request({ method: 'DELETE', path: `${pathOf(roomId)}/archive` })),
    deleteRoom: (roomId) => bodyOf(request({ method: 'DELETE', path: pathOf(roomId) })),
    restoreRoom: (roomId) => bodyOf(request({ method: 'POST', path: `${pathOf(roomId)}/restore` })),
    joinRoom: (roomId) => bodyOf(request({ method: 'POST', path: `${pathOf(roomId)}/join` })),
    askToJoin: (roomId, text) =>
      bodyOf(request({ method: 'POST', path: `${pathOf(roomId)}/request`, body: text ? { text } : {} })),
    takeBackRequest: (roomId) => bodyOf(request({ method: 'DELETE', path: `${pathOf(roomId)}/request` })),
    leaveRoom: (roomId) => bodyOf(request({ method: 'DELETE', path: `${pathOf(roomId)}/membership` })),
    openDirect: (userIds) => bodyOf(request({ method: 'POST', path: '/direct', body: { userIds } })),
    closeDirect: (roomId) => bodyOf(request({ method: 'DELETE', path: `/direct/${roomId}` })),
    privacy: () => bodyOf(request({ path: '/users/me/privacy' })),
    changePrivacy: (body) => bodyOf(request({ method: 'PATCH', path: '/users/me/privacy', body })),
    myProfile: () => bodyOf(request({ path: '/me' })),
    changeProfile: (body) => bodyOf(request({ method: 'PATCH', path: '/me', body })),
    setMyPicture: (bytes) => bodyOf(request({ method: 'PUT', path: '/me/picture', bytes })),
    removeMyPicture: () => bodyOf(request({ method: 'DELETE', path: '/me/picture' })),
    setRoomPicture: (roomId, bytes) =>
      bodyOf(request({ method: 'PUT', path: `${pathOf(roomId)}/picture`, bytes })),
    removeRoomPicture: (roomId) => bodyOf(request({ method: 'DELETE', path: `${pathOf(roomId)}/picture` })),
    profiles: (ids) => bodyOf(request({ path: '/users/profiles', query: { ids: ids.join(',') } })),
    blocks: () => bodyOf(request({ path: '/users/me/blocks' })),
    block: (userId) => bodyOf(request({ method: 'PUT', path: `/users/${encodeURIComponent(userId)}/block` })),
    unblock: (userId) =>
      bodyOf(request({ method: 'DELETE', path: `/users/${encodeURIComponent(userId)}/block` })),
    findPeople: (typed) => bodyOf(request({ path: '/users/search', query: { q: typed } })),
    search: (query) => bodyOf(request({ path: '/search', query: { ...query } })),
    audit: (roomId, { only, ...page }) =>
      bodyOf(request({ path: auditOf(roomId), query: { ...only, ...page } })),
    auditTable: (roomId, only) =>
      bodyOf(request({ path: auditOf(roomId), query: { ...only, format: 'csv' }, isFile: true })),
    report: (messageId, body) =>
      bodyOf(request({ method: 'POST', path: `/messages/${encodeURIComponent(messageId)}/report`, body })),
    reports: (roomId, after) =>
      bodyOf(request({ path: `${pathOf(roomId)}/reports`, query: { limit: REPORTS_PAGE, after } })),
    handleReport: (roomId, reportId, outcome) =>
      bodyOf(request({ method: 'PUT', path: outcomePath(roomId, reportId), body: { outcome } })),
    reopenReport: (roomId, reportId) =>
      bodyOf(request({ method: 'DELETE', path: outcomePath(roomId, reportId) })),
    pins: (roomId) => bodyOf(request({ path: `${pathOf(roomId)}/pins` })),
    saved: (page) => bodyOf(request({ path: '/saved', query: { ...page } })),
    savedIds: () => bodyOf(request({ path: '/saved/ids' })),
    threads: (unread) => bodyOf(request({ path: '/threads', query: unread ? { unread: 'true' } : {} })),
    threadPage: (roomId, rootId, page) =>
      bodyOf(
        request({
          path: `${pathOf(roomId)}/threads/${encodeURIComponent(rootId)}/messages`,
          query: { ...page },
        }),
      ),
    mentions: (page) => bodyOf(request({ path: '/mentions', query: { ...page } })),
    keywords: () => bodyOf(request({ path: '/me/keywords' })),
    setKeywords: (keywords) => bodyOf(request({ method: 'PUT', path: '/me/keywords', body: { keywords } })),
    save: (messageId, body) =>
      bodyOf(request({ method: 'PUT', path: `/saved/${encodeURIComponent(messageId)}`, body })),
    unsave: (messageId) =>
      bodyOf(request({ method: 'DELETE', path: `/saved/${encodeURIComponent(messageId)}` })),
    remind: (messageId, at) =>
      bodyOf(request({ method: 'PUT', path: `/reminders/${encodeURIComponent(messageId)}`, body: { at } })),
    forgetReminder: (messageId) =>
      bodyOf(request({ method: 'DELETE', path: `/reminders/${encodeURIComponent(messageId)}` })),
    scheduled: () => bodyOf(request({ path: '/scheduled' })),
    schedule: (roomId, body) =>
      bodyOf(request({ method: 'POST', path: `/rooms/${encodeURIComponent(roomId)}/scheduled`, body })),
    reschedule: (id, body) =>
      bodyOf(request({ method: 'PATCH', path: `/scheduled/${encodeURIComponent(id)}`, body })),
    unschedule: (id) => bodyOf(request({ method: 'DELETE', path: `/scheduled/${encodeURIComponent(id)}` })),
    drafts: () => bodyOf(request({ path: '/drafts' })),
    revisions: (messageId) =>
      bodyOf(request({ path: `/messages/${encodeURIComponent(messageId)}/revisions` })),
  };
}
