import type { UserRef } from '@chatket/contract';
import { useEffect, useEffectEvent, type RefObject } from 'react';
import { useLocale } from '../../i18n';
import type { copyRows } from './copy-rows';
import type { Row } from './rows';

interface Options {
  view: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  me: UserRef;
}

type Answer = typeof copyRows;

/** Several messages are copied as who said what when. A part of one is copied as the browser does it. */
export function useTranscript({ view, rows, me }: Options): void {
  const { time } = useLocale();
  const onCopy = useEffectEvent((event: ClipboardEvent, answer: Answer) => {
    const list = view.current?.querySelector('ol[data-rows]');
    if (list) answer(event, { list, rows, me, time });
  });

  useEffect(() => {
    const end = new AbortController();
    const listen = async () => {
      const { copyRows: answer } = await import('./copy-rows');
      // A selection may begin above the conversation, and then the event does not come by it.
      document.addEventListener('copy', (event) => onCopy(event, answer), { signal: end.signal });
    };
    // Without it the browser copies in its own way.
    listen().catch(() => undefined);
    return () => end.abort();
  }, []);
}
