import { useEffect } from 'react';
import { type Request, useApi } from '../../api';
import type { Shown } from './with-passkey';

/** What passkeys need is fetched when there is a use for it. */
export const passkeyCode = () => import('./with-passkey');

/**
 * While `isOffering`, the browser offers passkeys at the name's field. Whoever does not want one never learns of a failure.
 * @param round another one offers them anew
 */
export function useOffer(isOffering: boolean, round: number, onChosen: (shown: Shown) => void): void {
  const { request } = useApi();

  useEffect(() => {
    if (!isOffering) return undefined;
    const ending = new AbortController();
    void offer(request, ending.signal).then((shown) => {
      if (shown && !ending.signal.aborted) onChosen(shown);
    });
    return () => ending.abort();
    // Who hears of it is another function at every drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOffering, round, request]);
}

const offer = async (request: Request, signal: AbortSignal) =>
  (await passkeyCode()).offerPasskeys(request, signal).catch(() => undefined);
