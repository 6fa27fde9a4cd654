import type {
  AuditEntry,
  ChangeRoomBody,
  CreateRoomBody,
  FoundUser,
  LogEntry,
  MessageRevision,
  PublicConfig,
  Report,
  ReportBody,
  ReportOutcome,
  RequestCodeAnswer,
  RequestCodeBody,
  Room,
  RoomSort,
  Sidebar,
} from '@chatket/contract';
import { createHttp, type HttpAnswer, type HttpOptions } from './http';

export interface RoomSearch {
  search?: string;
  sort?: RoomSort;
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

export interface AuditPage {
  limit: number;
  /** Only entries before this one. */
  before?: number | undefined;
}

export type Request = ReturnType<typeof createHttp>;

export interface Api {
  /** For what only parts ask for that are loaded later, such as `members-api.ts`. */
  request: Request;
  config: () => Promise<PublicConfig>;
  requestCode: (body: RequestCodeBody) => Promise<RequestCodeAnswer>;
  myRooms: () => Promise<Room[]>;
  allRooms: (search: RoomSearch) => Promise<HttpAnswer<Room[]>>;
  /** A room I may know, whether or not I am a member. */
  room: (roomId: string) => Promise<Room>;
  createRoom: (body: CreateRoomBody) => Promise<Room>;
  changeRoom: (roomId: string, body: ChangeRoomBody) => Promise<Room>;
  archiveRoom: (roomId: string) => Promise<Room>;
  unarchiveRoom: (roomId: string) => Promise<Room>;
  /** Until it is gone it can be restored. */
  deleteRoom: (roomId: string) => Promise<Room>;
  restoreRoom: (roomId: string) => Promise<Room>;
  joinRoom: (roomId: string) => Promise<Room>;
  leaveRoom: (roomId: string) => Promise<void>;
  /** The direct room or the group of these people and me, made if there is none. */
  openDirect: (userIds: readonly string[]) => Promise<Room>;
  /** Puts it out of my list until its next message. */
  closeDirect: (roomId: string) => Promise<void>;
  /** People whose names begin with a text, then those who have it elsewhere. */
  findPeople: (typed: string) => Promise<FoundUser[]>;
  sidebar: () => Promise<Sidebar>;
  /** `version` is the one that was changed. */
  arrange: (sidebar: Sidebar) => Promise<Sidebar>;
  /** Oldest message first. */
  history: (roomId: string, position: HistoryPosition) => Promise<HttpAnswer<LogEntry[]>>;
  /** What was done in a room with rights that others do not have, newest first. */
  audit: (roomId: string, page: AuditPage) => Promise<AuditEntry[]>;
  /** All of it as a table. */
  auditTable: (roomId: string) => Promise<Blob>;
  /** Asks the moderators to look at a message. */
  report: (messageId: string, body: ReportBody) => Promise<unknown>;
  /** What is open, the oldest first. */
  reports: (roomId: string) => Promise<Report[]>;
  handleReport: (roomId: string, reportId: string, outcome: ReportOutcome) => Promise<void>;
  reopenReport: (roomId: string, reportId: string) => Promise<void>;
  /** The texts that a message had before. */
  revisions: (messageId: string) => Promise<MessageRevision[]>;
}

/** The REST half of the wire, one function per endpoint. Each rejects with an `ApiError`. */
export function createApi(options: HttpOptions): Api {
  const request = createHttp(options);
  const pathOf = (roomId: string) => `/rooms/${encodeURIComponent(roomId)}`;
  const outcomePath = (roomId: string, reportId: string) =>
    `${pathOf(roomId)}/reports/${encodeURIComponent(reportId)}/outcome`;
  const bodyOf = async <T>(answer: Promise<HttpAnswer<T>>) => (await answer).body;

  return {
    request,
    config: () => bodyOf(request({ path: '/config' })),
    requestCode: (body) => bodyOf(request({ method: 'POST', path: '/auth/request-code', body })),
    myRooms: () => bodyOf(request({ path: '/rooms' })),
    allRooms: (query) => request({ path: '/rooms', query: { all: true, ...query } }),
    room: (roomId) => bodyOf(request({ path: pathOf(roomId) })),
    createRoom: (body) => bodyOf(request({ method: 'POST', path: '/rooms', body })),
    changeRoom: (roomId, body) => bodyOf(request({ method: 'PATCH', path: pathOf(roomId), body })),
    archiveRoom: (roomId) => bodyOf(request({ method: 'POST', path: `${pathOf(roomId)}/archive` })),
    unarchiveRoom: (roomId) => bodyOf(request({ method: 'DELETE', path: `${pathOf(roomId)}/archive` })),
    deleteRoom: (roomId) => bodyOf(request({ method: 'DELETE', path: pathOf(roomId) })),
    restoreRoom: (roomId) => bodyOf(request({ method: 'POST', path: `${pathOf(roomId)}/restore` })),
    joinRoom: (roomId) => bodyOf(request({ method: 'POST', path: `${pathOf(roomId)}/join` })),
    leaveRoom: (roomId) => bodyOf(request({ method: 'DELETE', path: `${pathOf(roomId)}/membership` })),
    openDirect: (userIds) => bodyOf(request({ method: 'POST', path: '/direct', body: { userIds } })),
    closeDirect: (roomId) => bodyOf(request({ method: 'DELETE', path: `/direct/${roomId}` })),
    findPeople: (typed) => bodyOf(request({ path: '/users/search', query: { q: typed } })),
    sidebar: () => bodyOf(request({ path: '/sidebar' })),
    arrange: (sidebar) => bodyOf(request({ method: 'PUT', path: '/sidebar', body: sidebar })),
    history: (roomId, position) => request({ path: `${pathOf(roomId)}/log`, query: { ...position } }),
    audit: (roomId, page) => bodyOf(request({ path: `${pathOf(roomId)}/audit`, query: { ...page } })),
    auditTable: (roomId) =>
      bodyOf(
        request({ path: `${pathOf(roomId)}/audit`, query: { format: 'csv', limit: 1_000 }, isFile: true }),
      ),
    report: (messageId, body) =>
      bodyOf(request({ method: 'POST', path: `/messages/${encodeURIComponent(messageId)}/report`, body })),
    reports: (roomId) => bodyOf(request({ path: `${pathOf(roomId)}/reports`, query: { limit: 100 } })),
    handleReport: (roomId, reportId, outcome) =>
      bodyOf(request({ method: 'PUT', path: outcomePath(roomId, reportId), body: { outcome } })),
    reopenReport: (roomId, reportId) =>
      bodyOf(request({ method: 'DELETE', path: outcomePath(roomId, reportId) })),
    revisions: (messageId) =>
      bodyOf(request({ path: `/messages/${encodeURIComponent(messageId)}/revisions` })),
  };
}
