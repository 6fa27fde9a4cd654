import type { HeldMessage, HeldOutcome } from '@chatket/contract';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { createModerationApi } from '../../api/moderation-api';
import { useChatStores } from '../../store';

/** What waits for the moderators of a room; nothing while that is not known. */
export function useHeld(roomId: string) {
  const { request } = useApi();
  const api = useMemo(() => createModerationApi(request), [request]);
  const { reports: store } = useChatStores();
  const count = useStore(store, ({ byRoom }) => byRoom[roomId]?.held);
  const [held, setHeld] = useState<readonly HeldMessage[]>([]);

  useEffect(() => {
    let isCurrent = true;
    api.held(roomId).then(
      (found) => isCurrent && setHeld(found),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [api, roomId, count]);

  return {
    held,
    /** Rejects with an `ApiError`. */
    decide: async (message: HeldMessage, outcome: HeldOutcome) => {
      await api.decideHeld(message, outcome);
      setHeld((known) => known.filter(({ id }) => id !== message.id));
    },
  };
}
