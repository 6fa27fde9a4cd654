import { LIMITS, type SavedMessage } from '@chatket/contract';
import { useCallback, useEffect, useState } from 'react';
import { useMoreApi } from '../../api/more-api';
import { useTriesAfter } from '../../lib/use-tries';
import { useConnections } from '../../store/use-connections';
import { savedChanges } from './saved-changes';

interface Saved {
  /** Undefined until they are there for the first time. */
  saved: readonly SavedMessage[] | undefined;
  hasFailed: boolean;
  hasMore: boolean;
  retry: () => void;
  more: () => void;
}

/** What I have saved, the last one first; read again whenever one of my devices changes it, and with a new connection. */
export function useSaved(): Saved {
  const api = useMoreApi();
  const [saved, setSaved] = useState<readonly SavedMessage[]>();
  const [hasMore, setHasMore] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const tries = useTriesAfter(failure);
  const [round, setRound] = useState(0);
  const connections = useConnections();
  const again = useCallback(() => setRound((count) => count + 1), []);

  useEffect(() => savedChanges.listen(again), [again]);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const page = await api.saved({});
        if (!isCurrent) return;
        setSaved(page);
        setHasMore(page.length === LIMITS.savedPageDefault);
        setFailure(undefined);
      } catch (error) {
        if (isCurrent) setFailure(error);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, round, tries, connections]);

  async function loadMore() {
    const after = saved?.at(-1)?.messageId;
    if (after === undefined) return;
    try {
      const page = await api.saved({ after });
      setSaved((known = []) => {
        const ids = new Set(known.map(({ messageId }) => messageId));
        return [...known, ...page.filter(({ messageId }) => !ids.has(messageId))];
      });
      setHasMore(page.length === LIMITS.savedPageDefault);
    } catch (error) {
      setFailure(error);
    }
  }

  return { saved, hasFailed: failure !== undefined, hasMore, retry: again, more: () => void loadMore() };
}
