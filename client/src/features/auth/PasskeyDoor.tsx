import type { Session } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { ApiError, type Request, useApi } from '../../api';
import { explain } from '../../api/explain';
import { type Translate, useLocale } from '../../i18n';
import { whyNoPasskeys } from '../../lib/passkeys';
import { usePageStores } from '../../store';
import { DoorButton } from './DoorButton';

/** What passkeys need is fetched when there is a use for it. */
const passkeyCode = () => import('./with-passkey');

/** Logging in with a passkey: by a button, or by what the browser offers where the name is typed. */
export function PasskeyDoor() {
  const { t } = useLocale();
  const { request } = useApi();
  const { session } = usePageStores();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  /** While the browser's window was open, nothing was offered: it is anew then. */
  const [round, setRound] = useState(0);
  const isPossible = whyNoPasskeys() === undefined;

  useEffect(() => {
    if (!isPossible) return undefined;
    const ending = new AbortController();
    offer(request, ending.signal).then(
      (found) => found && session.actions.begin(found),
      (failure: unknown) => setError(wordsFor(failure, t)),
    );
    return () => ending.abort();
  }, [isPossible, request, session, t, round]);

  async function choose() {
    setIsBusy(true);
    setError(undefined);
    try {
      const { choosePasskey } = await passkeyCode();
      session.actions.begin(await choosePasskey(request));
    } catch (failure) {
      setError(wordsFor(failure, t));
      setIsBusy(false);
      setRound((before) => before + 1);
    }
  }

  if (!isPossible) return null;
  return <DoorButton label={t('auth.passkey')} isBusy={isBusy} error={error} onClick={() => void choose()} />;
}

/** Who does not want one never learns that it could not be offered. */
async function offer(request: Request, signal: AbortSignal): Promise<Session | undefined> {
  const chosen = await passkeyCode()
    .then(({ offerPasskeys }) => offerPasskeys(request, signal))
    .catch(() => undefined);
  return signal.aborted ? undefined : chosen?.();
}

/** Nothing for what was given up. */
function wordsFor(failure: unknown, t: Translate): string | undefined {
  if (failure instanceof ApiError) return explain(failure);
  switch (failure instanceof Error && 'problem' in failure && failure.problem) {
    case 'cancelled':
      return undefined;
    case 'elsewhere':
      return t('auth.passkeyElsewhere');
    default:
      return t('error.unknown');
  }
}
