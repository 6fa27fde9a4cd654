import type { ScheduledMessage, SharedDraft } from '@chatket/contract';
import { useCallback, useEffect } from 'react';
import { useMoreApi } from '../../api/more-api';
import { useLoaded } from '../../lib/use-loaded';
import { useConnections } from '../../store/use-connections';
import { laterChanges } from './later-changes';

interface Later {
  /** Undefined until they are there for the first time. */
  scheduled: readonly ScheduledMessage[] | undefined;
  drafts: readonly SharedDraft[] | undefined;
  hasFailed: boolean;
  again: () => void;
}

/** What I have scheduled and begun; read again whenever one of my devices changes it, and with a new connection. */
export function useLater(): Later {
  const api = useMoreApi();
  const load = useCallback(() => Promise.all([api.scheduled(), api.drafts()]), [api]);
  const { loaded, known, reload } = useLoaded(load, useConnections());

  useEffect(() => laterChanges.listen(reload), [reload]);

  const [scheduled, drafts] = known ?? [];
  return { scheduled, drafts, hasFailed: loaded.state === 'failed', again: reload };
}
