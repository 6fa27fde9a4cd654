import type { Privacy } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { useChatStores } from '../../store';
import { ErrorNote } from '../../ui';
import { Switch } from '../../ui/Switch';

/** What I keep to myself, on all my devices. */
export function PrivacyChoices() {
  const { t } = useLocale();
  const api = useMoreApi();
  // Chosen elsewhere, too: in the menu, and on my other devices.
  const { presence } = useChatStores();
  const privacy = useStore(presence, (state) => state.privacy);
  const setPrivacy = (now: Privacy) => presence.setState({ privacy: now });
  const [error, setError] = useState<string>();
  const fail = (failure: unknown) => setError(explain(failure));
  useEffect(() => {
    let isShown = true;
    const before = presence.getState().privacy;
    api.privacy().then(
      (known) => {
        // What was heard meanwhile is newer.
        if (isShown && presence.getState().privacy === before) presence.setState({ privacy: known });
      },
      (failure: unknown) => isShown && setError(explain(failure)),
    );
    return () => void (isShown = false);
  }, [api, presence]);

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
