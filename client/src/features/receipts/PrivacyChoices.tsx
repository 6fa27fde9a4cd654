import type { Privacy } from '@chatket/contract';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { useLoaded } from '../../lib/use-loaded';
import { useChatStores } from '../../store';
import { ErrorNote } from '../../ui';
import { Switch } from '../../ui/Switch';

/** What I keep to myself, on all my devices. */
export function PrivacyChoices() {
  const { t } = useLocale();
  const api = useMoreApi();
  // Chosen elsewhere, too: in the menu, and on my other devices.
  const { presence, connection } = useChatStores();
  const isOnline = useStore(connection, (state) => state.isOnline);
  const privacy = useStore(presence, (state) => state.privacy);
  const setPrivacy = (now: Privacy) => presence.setState({ privacy: now });
  const [error, setError] = useState<string>();
  const fail = (failure: unknown) => setError(explain(failure));
  const load = useCallback(async () => {
    const before = presence.getState().privacy;
    const known = await api.privacy();
    // What was heard meanwhile is newer.
    if (presence.getState().privacy === before) presence.setState({ privacy: known });
  }, [api, presence]);
  const { loaded, retry } = useLoaded(load, isOnline);

  function choose(change: Partial<Privacy>) {
    if (!privacy) return;
    setError(undefined);
    setPrivacy({ ...privacy, ...change });
    api.changePrivacy(change).then(setPrivacy, (failure: unknown) => {
      setPrivacy(privacy);
      fail(failure);
    });
  }

  return (
    <section aria-label={t('privacy.title')} className="space-y-3">
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      {loaded.state === 'failed' && !privacy && (
        <ErrorNote onRetry={retry}>{explain(loaded.error)}</ErrorNote>
      )}
      {privacy && (
        <>
          <Switch
            label={t('privacy.reads')}
            hint={t('privacy.readsHint')}
            isOn={!privacy.hidesReads}
            onChange={(isOn) => choose({ hidesReads: !isOn })}
          />
          <Switch
            label={t('privacy.lastSeen')}
            hint={t('privacy.lastSeenHint')}
            isOn={!privacy.hidesLastSeen}
            onChange={(isOn) => choose({ hidesLastSeen: !isOn })}
          />
          <Switch
            label={t('privacy.invisible')}
            hint={t('privacy.invisibleHint')}
            isOn={privacy.isInvisible}
            onChange={(isInvisible) => choose({ isInvisible })}
          />
        </>
      )}
    </section>
  );
}
