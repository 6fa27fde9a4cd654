import {
  type HandoffClaim,
  type HandoffFinish,
  type HandoffLook,
  type HandoffTokenBody,
  type Session,
  type UserRef,
} from '@chatket/contract';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { ApiError, keptHere, useApi } from '../../../api';
import { explain } from '../../../api/explain';
import { useLocale } from '../../../i18n';
import { useLoaded } from '../../../lib/use-loaded';
import { Button, ErrorNote, Loading, Skeleton } from '../../../ui';
import { useEvery } from './use-every';

const ASK_MS = 1_000;
const PATH = '/auth/handoff';

interface TakeOverPageProps {
  token: string;
  /** Who is logged in here already. */
  me: UserRef | undefined;
  /** The token is not needed in the address any more. */
  onShown: () => void;
  onLoggedIn: (session: Session) => void;
  onHome: () => void;
}

/** A device that wants to be let in by another one of the same person. */
export function TakeOverPage({ token, me, onShown, onLoggedIn, onHome }: TakeOverPageProps) {
  const { t, rich } = useLocale();
  const { request } = useApi();
  const [claim, setClaim] = useState<HandoffClaim>();
  const [error, setError] = useState<string>();
  const [passing, setPassing] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const look = useCallback(async () => {
    const body = { token } satisfies HandoffTokenBody;
    return (await request<HandoffLook>({ method: 'POST', path: `${PATH}/look`, body })).body;
  }, [request, token]);
  const { loaded, retry } = useLoaded(look);
  const shown = useEffectEvent(onShown);
  // What logs in stays in no history.
  useEffect(() => shown(), []);

  useEvery(ASK_MS, claim !== undefined, async () => {
    try {
      const body = { claim: claim?.claim ?? '', ...keptHere() } satisfies HandoffFinish;
      const { body: session } = await request<Session | undefined>({
        method: 'POST',
        path: `${PATH}/finish`,
        body,
      });
      if (session) onLoggedIn(session);
    } catch (failure) {
      if (!isPassing(failure)) over(failure);
    }
  });

  function over(failure: unknown) {
    setClaim(undefined);
    const isOver = failure instanceof ApiError && ENDED.includes(failure.code);
    setError(isOver ? t('handoff.tooLate') : explain(failure));
  }

  async function ask() {
    setIsBusy(true);
    setPassing(undefined);
    try {
      const body = { token } satisfies HandoffTokenBody;
      setClaim((await request<HandoffClaim>({ method: 'POST', path: `${PATH}/ask`, body })).body);
    } catch (failure) {
      // It may not have arrived: the token is asked with once more.
      if (isPassing(failure)) setPassing(explain(failure));
      else over(failure);
    } finally {
      setIsBusy(false);
    }
  }

  const isOver =
    loaded.state === 'failed' && loaded.error instanceof ApiError && ENDED.includes(loaded.error.code);
  const problem = isOver ? t('handoff.tooLate') : error;
  const host = (
    <bdi dir="ltr" className="font-medium text-ink">
      {window.location.host}
    </bdi>
  );
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto bg-surface-0 px-4 pt-[max(2rem,13dvh)] pb-8">
      <div className="w-full max-w-96 animate-appear">
        <h1 className="mb-1 text-center text-22 font-bold tracking-tight text-balance">
          {t('handoff.here')}
        </h1>
        <p className="mb-7 text-center text-13 wrap-anywhere text-quiet">{rich('auth.server', { host })}</p>
        <div className="rounded-2xl border border-line bg-surface-1 p-6 shadow-sm sm:p-8">
          {me ? (
            <p>{rich('handoff.already', { name: <bdi className="font-medium">{me.username}</bdi> })}</p>
          ) : problem !== undefined ? (
            <p role="alert">{problem}</p>
          ) : claim ? (
            <div role="status" className="text-center">
              <p className="text-quiet">{t('handoff.show')}</p>
              <p className="mt-4 mb-3 text-[3rem] leading-none font-bold tracking-widest tabular-nums">
                <bdi dir="ltr">{claim.number}</bdi>
              </p>
              <p className="text-13 text-quiet">{t('handoff.waiting')}</p>
            </div>
          ) : loaded.state === 'failed' ? (
            <ErrorNote onRetry={retry}>{explain(loaded.error)}</ErrorNote>
          ) : loaded.state === 'loading' ? (
            <Loading label={t('handoff.here')}>
              <Skeleton className="h-11 w-full" />
            </Loading>
          ) : (
            <>
              <p>
                {rich('handoff.as', {
                  name: <bdi className="font-medium wrap-anywhere">{loaded.value.username}</bdi>,
                })}
              </p>
              <p className="mt-1 text-13 text-quiet">{t('handoff.yours')}</p>
              {passing !== undefined && <ErrorNote>{passing}</ErrorNote>}
              <Button
                look="primary"
                size="large"
                autoFocus
                isBusy={isBusy}
                className="mt-5 w-full"
                onClick={() => void ask()}
              >
                {t('handoff.logIn')}
              </Button>
            </>
          )}
          {(me !== undefined || problem !== undefined) && (
            <Button size="large" className="mt-5 w-full" onClick={onHome}>
              {t('handoff.home')}
            </Button>
          )}
        </div>
      </div>
    </main>
  );
}

/** Without a network, and while the server starts again, it is asked again. */
const PASSING: readonly string[] = ['OFFLINE', 'UNAVAILABLE', 'DRAINING', 'TOO_MANY_REQUESTS'];
const isPassing = (failure: unknown) => !(failure instanceof ApiError) || PASSING.includes(failure.code);
/** A code that was cut short is none either. */
const ENDED: readonly string[] = ['UNAUTHENTICATED', 'VALIDATION'];
