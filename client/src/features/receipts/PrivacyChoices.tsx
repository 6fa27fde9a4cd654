import type { Privacy } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { ErrorNote } from '../../ui';
import { Switch } from '../../ui/Switch';

/** What I keep to myself, on all my devices. */
export function PrivacyChoices() {
  const { t } = useLocale();
  const api = useMoreApi();
  const [privacy, setPrivacy] = useState<Privacy>();
  const [error, setError] = useState<string>();
  const fail = (failure: unknown) => setError(explain(failure));
  useEffect(() => {
    let isShown = true;
    api.privacy().then(
      (known) => isShown && setPrivacy(known),
      (failure: unknown) => isShown && setError(explain(failure)),
    );
    return () => void (isShown = false);
  }, [api]);

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
      <h3 className="text-13 font-medium">{t('privacy.title')}</h3>
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
