import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useLocale } from '../i18n';

/** While there is no network it says that what is missing comes by itself, and asks for it when there is one again. */
export function WhenBack({ onBack }: { onBack: () => void }) {
  const { t } = useLocale();
  const hasNetwork = useSyncExternalStore(onNetwork, () => navigator.onLine);
  const back = useEffectEvent(onBack);
  useEffect(() => {
    const ask = () => back();
    window.addEventListener('online', ask);
    return () => window.removeEventListener('online', ask);
  }, []);
  return hasNetwork ? null : <> {t('connection.whenBack')}</>;
}

function onNetwork(listener: () => void): () => void {
  const names = ['online', 'offline'];
  for (const name of names) window.addEventListener(name, listener);
  return () => {
    for (const name of names) window.removeEventListener(name, listener);
  };
}
