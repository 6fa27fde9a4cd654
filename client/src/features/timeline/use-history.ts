import { LIMITS } from '@chatket/contract';
import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { useRealtime } from '../../realtime';
import { timelineOf, useChatStores } from '../../store';

const ENOUGH_AT_FIRST = 30;

/** Loads a room's older pages, the first one by itself. Gives back the function that loads the next. */
export function useHistory(roomId: string): () => void {
  const api = useApi();
  const realtime = useRealtime();
  const { timelines, connection } = useChatStores();
  const older = useStore(timelines, (state) => timelineOf(roomId)(state).older);
  const isShort = useStore(timelines, (state) => timelineOf(roomId)(state).messages.length < ENOUGH_AT_FIRST);
  const isOnline = useStore(connection, (state) => state.isOnline);

  const load = useCallback(async () => {
    const timeline = timelineOf(roomId)(timelines.getState());
    if (timeline.older === 'loading' || timeline.older === 'none') return;
    timelines.actions.setOlder(roomId, 'loading');
    try {
      const before = timeline.messages[0]?.messageId;
      const page = await api.history(roomId, { limit: LIMITS.historyPageDefault, before });
      timelines.actions.addPage(roomId, { messages: page.body, hasOlder: page.nextCursor !== undefined });
      if (!before) realtime.seed(roomId, page.body.at(-1)?.seq ?? 0);
    } catch {
      timelines.actions.setOlder(roomId, 'failed');
    }
  }, [api, realtime, timelines, roomId]);

  useEffect(() => {
    if (isShort && (older === 'unknown' || older === 'some')) void load();
  }, [isShort, older, load]);

  useEffect(() => {
    if (isOnline && timelineOf(roomId)(timelines.getState()).older === 'failed') void load();
  }, [isOnline, timelines, roomId, load]);

  return useCallback(() => void load(), [load]);
}
