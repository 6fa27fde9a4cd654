import { type ErrorCode, OIDC_RETURN, type Session } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { ApiError, useApi } from '../../api';
import { explain } from '../../api/explain';
import { hideOidcReturn, readOidcReturn } from '../../lib/oidc-return';
import { usePageStores } from '../../store';
import { Button } from '../../ui';

interface OidcDoorProps {
  name: string;
  /** The account wants a second factor. */
  onFactor: (challengeId: string) => void;
}

/** Logging in by single sign-on: the way to the provider, and what the browser came back with. */
export function OidcDoor({ name, onFactor }: OidcDoorProps) {
  const { request } = useApi();
  const { session } = usePageStores();
  const [outcome] = useState(readOidcReturn);
  const [error, setError] = useState(() => refusalIn(outcome));
  const [isBusy, setIsBusy] = useState(outcome === OIDC_RETURN.done);

  useEffect(() => {
    if (outcome === undefined) return;
    hideOidcReturn();
    if (outcome.startsWith(OIDC_RETURN.factor)) return onFactor(outcome.slice(OIDC_RETURN.factor.length));
    if (outcome !== OIDC_RETURN.done) return;
    // The login is in the cookie.
    request<Session>({ method: 'POST', path: '/auth/refresh' }).then(
      ({ body }) => session.actions.begin(body),
      (failure: unknown) => {
        setError(explain(failure));
        setIsBusy(false);
      },
    );
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a browser comes back once
  }, []);

  function go() {
    setIsBusy(true);
    const to = new URLSearchParams(window.location.search).get('next') ?? '/';
    window.location.assign(`/api/auth/oidc/start?to=${encodeURIComponent(to)}`);
  }

  return (
    <>
      <Button size="large" isBusy={isBusy} className="mt-3 w-full" onClick={go}>
        {name}
      </Button>
      {error !== undefined && (
        <p role="alert" className="mt-1.5 text-13 text-danger">
          {error}
        </p>
      )}
    </>
  );
}

/** Why nobody was let in, in words. */
function refusalIn(outcome: string | undefined): string | undefined {
  if (outcome === undefined || outcome === OIDC_RETURN.done || outcome.startsWith(OIDC_RETURN.factor))
    return undefined;
  return explain(new ApiError({ code: outcome as ErrorCode, message: outcome }));
}
