import { use, useEffect, useEffectEvent, useRef } from 'react';
import { useLocale } from '../i18n';
import { Reach } from './reach';

/** While there is no connection it says that what is missing comes by itself, and asks for it when there is one again. */
export function WhenBack({ onBack }: { onBack: () => void }) {
  const { t } = useLocale();
  const isReached = use(Reach);
  const was = useRef(isReached);
  const back = useEffectEvent(onBack);
  useEffect(() => {
    if (isReached && !was.current) back();
    was.current = isReached;
  }, [isReached]);
  return isReached ? null : <> {t('connection.whenBack')}</>;
}
