import { LIMITS } from '@chatket/contract';
import { useDeferredValue, useMemo } from 'react';
import { useLocale } from '../../i18n';
import { splitText } from './split';

interface SplitOfferProps {
  text: string;
  onSend: (parts: readonly string[]) => void;
}

/** Offers to send a text that is too long as several messages. How many is found out when there is time. */
export default function SplitOffer({ text, onSend }: SplitOfferProps) {
  const { t } = useLocale();
  const later = useDeferredValue(text);
  const count = useMemo(() => splitText(later, LIMITS.messageTextMax).length, [later]);
  return (
    <button
      type="button"
      // A tap must not take the keyboard away.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onSend(splitText(text, LIMITS.messageTextMax))}
      className="h-6 shrink-0 rounded-md px-1 font-medium text-accent underline underline-offset-2 hover:text-ink"
    >
      {t('composer.split', { count })}
    </button>
  );
}
