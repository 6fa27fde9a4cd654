import { OIDC_RETURN, type Session } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useApi } from '../../api';
import { explain, explainCode } from '../../api/explain';
import { hideOidcReturn, readOidcReturn } from '../../lib/oidc-return';

interface Arrivals {
  onSession: (session: Session) => void;
  /** The account wants a second factor. */
  onFactor?: (challengeId: string) => void;
}

/**
 * What the browser came back with from single sign-on, told once.
 * @returns why nobody was let in, in words, and whether somebody is just coming in
 */
export function useOidcReturn({ onSession, onFactor }: Arrivals) {
  const { request } = useApi();
  const [outcome] = useState(readOidcReturn);
  const [error, setError] = useState(() => refusalIn(outcome));
  const [isComing, setComing] = useState(outcome === OIDC_RETURN.done);

  useEffect(() => {
    if (outcome === undefined) return;
    hideOidcReturn();
    if (outcome.startsWith(OIDC_RETURN.factor)) return onFactor?.(outcome.slice(OIDC_RETURN.factor.length));
    if (outcome !== OIDC_RETURN.done) return;
    // The login is in the cookie.
    request<Session>({ method: 'POST', path: '/auth/refresh' }).then(
      ({ body }) => onSession(body),
      (failure: unknown) => {
        setError(explain(failure));
        setComing(false);
      },
    );
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a browser comes back once
  }, []);

  return { error, isComing };
}

function refusalIn(outcome: string | undefined): string | undefined {
  if (outcome === undefined || outcome === OIDC_RETURN.done || outcome.startsWith(OIDC_RETURN.factor))
    return undefined;
  return explainCode(outcome);
}
