import type { HeldMessage, HeldOutcome } from '@chatket/contract';
import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { createModerationApi } from '../../api/moderation-api';
import { useLoaded } from '../../lib/use-loaded';
import { useChatStores } from '../../store';

const NONE: readonly HeldMessage[] = [];

/** What waits for the moderators of a room; nothing while that is not known. */
export function useHeld(roomId: string) {
  const { request } = useApi();
  const api = useMemo(() => createModerationApi(request), [request]);
  const { reports: store } = useChatStores();
  const count = useStore(store, ({ byRoom }) => byRoom[roomId]?.held);
  const load = useCallback((): Promise<readonly HeldMessage[]> => api.held(roomId), [api, roomId]);
  const { known: held = NONE, change } = useLoaded(load, count);

  return {
    held,
    /** Rejects with an `ApiError`. */
    decide: async (message: HeldMessage, outcome: HeldOutcome) => {
      await api.decideHeld(message, outcome);
      change((known = NONE) => known.filter(({ id }) => id !== message.id));
    },
  };
}
