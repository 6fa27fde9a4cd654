import type { AuditEntry } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useMoreApi } from '../../api/more-api';
import { useTriesAfter } from '../../lib/use-tries';

const PAGE = 50;

interface Audit {
  entries: readonly AuditEntry[];
  state: 'loading' | 'more' | 'complete' | 'failed';
  more: () => void;
}

/**
 * What was done in a room, or anywhere, with rights that others do not have, the newest first, page by page.
 * @param only what is wanted of it; another object begins anew
 */
export function useAudit(roomId: string | undefined, only: Record<string, string>): Audit {
  const api = useMoreApi();
  const [entries, setEntries] = useState<readonly AuditEntry[]>([]);
  const [state, setState] = useState<Audit['state']>('loading');
  const [before, setBefore] = useState<number>();
  const [round, setRound] = useState(0);
  const [failure, setFailure] = useState<unknown>();
  const tries = useTriesAfter(failure);

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const page = await api.audit(roomId, { limit: PAGE, before, only });
        if (!isCurrent) return;
        setEntries((known) => [...known, ...page]);
        setState(page.length < PAGE ? 'complete' : 'more');
        setFailure(undefined);
      } catch (error) {
        if (!isCurrent) return;
        setState('failed');
        setFailure(error);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, roomId, only, before, round, tries]);

  function more() {
    if (state === 'failed') setRound((count) => count + 1);
    else setBefore(entries.at(-1)?.id);
    setState('loading');
  }
  return { entries, state, more };
}
