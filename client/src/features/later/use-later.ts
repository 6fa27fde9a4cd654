import type { ScheduledMessage, SharedDraft } from '@chatket/contract';
import { useCallback, useEffect, useState } from 'react';
import { useMoreApi } from '../../api/more-api';
import { laterChanges } from './later-changes';

interface Later {
  /** Undefined until they are there for the first time. */
  scheduled: readonly ScheduledMessage[] | undefined;
  drafts: readonly SharedDraft[] | undefined;
  hasFailed: boolean;
  again: () => void;
}

/** What I have scheduled and begun; read again whenever one of my devices changes it. */
export function useLater(): Later {
  const api = useMoreApi();
  const [scheduled, setScheduled] = useState<readonly ScheduledMessage[]>();
  const [drafts, setDrafts] = useState<readonly SharedDraft[]>();
  const [hasFailed, setHasFailed] = useState(false);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((count) => count + 1), []);

  useEffect(() => laterChanges.listen(again), [again]);
  useEffect(() => {
    let isCurrent = true;
    Promise.all([api.scheduled(), api.drafts()]).then(
      ([messages, texts]) => {
        if (!isCurrent) return;
        setScheduled(messages);
        setDrafts(texts);
        setHasFailed(false);
      },
      () => isCurrent && setHasFailed(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, round]);

  return { scheduled, drafts, hasFailed, again };
}
