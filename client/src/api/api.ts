import { LIMITS, type LogEntry, type PublicConfig, type Room, type Sidebar } from '@chatket/contract';
import { createHttp, type HttpAnswer, type Tokens } from './http';

export interface HistoryPosition {
  limit?: number;
  /** Id of the oldest message I have: the page ends right before it. Without it: the newest page. */
  before?: string;
  /** Id of the newest message I have: the page begins right after it. */
  after?: string;
  /** Id of a message to have in the middle of the page. */
  around?: string;
}

export type Request = ReturnType<typeof createHttp>;

export interface Api {
  config: () => Promise<PublicConfig>;
  /** My rooms in pages: on the first those with the latest activity, on the others all of them. */
  myRooms: (cursor?: string) => Promise<HttpAnswer<Room[]>>;
  /** For what only parts ask for that are loaded later, such as `more-api.ts`. */
  request: Request;
  sidebar: () => Promise<Sidebar>;
  /** `version` is the one that was changed. */
  arrange: (sidebar: Sidebar) => Promise<Sidebar>;
  /** Oldest message first. */
  history: (roomId: string, position: HistoryPosition) => Promise<HttpAnswer<LogEntry[]>>;
}

/** The REST half of the wire: what the first page asks for, one function per endpoint. Each rejects with an `ApiError`. */
export function createApi(tokens?: Tokens): Api {
  const request = createHttp(tokens);
  const bodyOf = async <T>(answer: Promise<HttpAnswer<T>>) => (await answer).body;

  return {
    config: () => bodyOf(request({ path: '/config' })),
    myRooms: (cursor) => request({ path: '/rooms', query: { limit: LIMITS.roomPageMax, cursor } }),
    request,
    sidebar: () => bodyOf(request({ path: '/sidebar' })),
    arrange: (sidebar) => bodyOf(request({ method: 'PUT', path: '/sidebar', body: sidebar })),
    history: (roomId, position) =>
      request({ path: `/rooms/${encodeURIComponent(roomId)}/log`, query: { ...position } }),
  };
}
