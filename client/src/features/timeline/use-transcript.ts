import type { UserRef } from '@chatket/contract';
import { useEffect, useEffectEvent, type RefObject } from 'react';
import { useLocale } from '../../i18n';
import type { Row } from './rows';

interface Options {
  view: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  me: UserRef;
}

/** Several messages are copied as who said what when. A part of one is copied as the browser does it. */
export function useTranscript({ view, rows, me }: Options): void {
  const { time } = useLocale();
  const shown = useEffectEvent(() => ({ view: view.current, rows, me, time }));

  useEffect(() => {
    const end = new AbortController();
    // Without it the browser copies in its own way.
    import('./copy-rows').then(
      ({ copyRows }) => copyRows(() => shown(), end.signal),
      () => undefined,
    );
    return () => end.abort();
  }, []);
}
