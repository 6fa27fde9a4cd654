import { LIMITS, type HistoryPage } from '@chatket/contract';
import type { Api, HistoryPosition } from '../../api';
import { sortOut, type Realtime } from '../../realtime';

interface Ways {
  api: Pick<Api, 'history'>;
  realtime: Pick<Realtime, 'page'>;
}

/**
 * A page of a room's history: over the socket, which costs the server a fraction, where one is there. What the socket
 * does not give (not connected, no answer, a refusal, a server that does not know the event) is asked for over REST,
 * which also says why. Rejects with an `ApiError`.
 */
export async function loadPage(
  { api, realtime }: Ways,
  roomId: string,
  position: HistoryPosition,
): Promise<HistoryPage> {
  const wanted = { limit: LIMITS.historyPageDefault, ...position };
  const page = await realtime.page({ roomId, log: true, ...wanted });
  if (page) return page;
  const { body, nextCursor } = await api.history(roomId, wanted);
  const { messages, lines } = sortOut(body);
  return { messages, lines, nextCursor };
}
