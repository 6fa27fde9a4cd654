import { useEffect, useState } from 'react';
import { useLocale } from '../../i18n';
import { splitText } from './split';

/** Nobody needs to know how many messages it will be while writing, so no key has to pay for it. */
const PAUSE_MS = 300;

interface SplitOfferProps {
  text: string;
  /** How long a message may be. */
  max: number;
  onSend: (parts: readonly string[]) => void;
}

/** Offers to send a text that is too long as several messages. */
export function SplitOffer({ text, max, onSend }: SplitOfferProps) {
  const { t } = useLocale();
  const [count, setCount] = useState<number>();
  useEffect(() => {
    const timer = setTimeout(() => setCount(splitText(text, max).length), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, max]);

  if (count === undefined) return null;
  return (
    <button
      type="button"
      // A tap must not take the keyboard away.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onSend(splitText(text, max))}
      className="ms-auto h-6 shrink-0 rounded-md px-1 font-medium text-accent underline underline-offset-2 hover:text-ink"
    >
      {t('composer.split', { count })}
    </button>
  );
}
