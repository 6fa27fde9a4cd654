import { type MyOidc, OIDC_RETURN, type OidcWay } from '@chatket/contract';
import { useEffect, useRef, useState } from 'react';
import { useApi } from '../../api';
import { explain, explainCode } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { hideOidcReturn, readOidcReturn } from '../../lib/oidc-return';
import { usePageStores } from '../../store';
import { Button, ErrorNote } from '../../ui';
import { useAccountState } from './use-account-state';

const PATH = '/me/oidc';
const MINUTE_MS = 60_000;

/** Whether single sign-on opens my account, where there is one. */
export function OidcPart() {
  const { t, rich, time } = useLocale();
  const { request } = useApi();
  const { toasts } = usePageStores();
  const [outcome] = useState(readOidcReturn);
  const [error, setError] = useState(() => refusalIn(outcome));
  const place = useRef<HTMLDivElement>(null);
  const now = new Date(useNow(MINUTE_MS));
  const { state, reload } = useAccountState<MyOidc>(PATH);
  const name = state?.name;

  useEffect(() => {
    if (outcome === undefined || name === undefined) return;
    hideOidcReturn();
    place.current?.scrollIntoView({ block: 'center' });
  }, [outcome, name]);

  if (!state) return null;

  async function link() {
    setError(undefined);
    try {
      const { body } = await request<OidcWay>({ method: 'POST', path: PATH });
      window.location.assign(body.url);
    } catch (failure) {
      setError(explain(failure));
    }
  }

  async function unlink(provider: string) {
    setError(undefined);
    try {
      await request({ method: 'DELETE', path: PATH });
      toasts.actions.show(t('oidc.unlinked', { name: provider }));
      reload();
    } catch (failure) {
      setError(explain(failure));
    }
  }

  const label = <bdi dir="auto">{state.label}</bdi>;
  return (
    <div ref={place}>
      <h4 className="text-13 font-medium wrap-anywhere">{state.name}</h4>
      <p className="mb-1 text-13 wrap-anywhere text-quiet">
        {state.label === null
          ? t('oidc.hint')
          : state.usedAt === null
            ? rich('oidc.unused', { label })
            : rich('oidc.known', { label, when: time.moment(new Date(state.usedAt), now) })}
      </p>
      {outcome === OIDC_RETURN.linked && state.label !== null && (
        <p role="status" className="mb-1 text-13">
          {t('oidc.linked', { name: state.name })}
        </p>
      )}
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      {state.label === null ? (
        <Button size="small" className="mt-1" onClick={() => void link()}>
          {t('oidc.link', { name: state.name })}
        </Button>
      ) : (
        <Button size="small" className="mt-1" onClick={() => void unlink(state.name)}>
          {t('oidc.unlink')}
        </Button>
      )}
    </div>
  );
}

/** Why it was not connected, in words. */
function refusalIn(outcome: string | undefined): string | undefined {
  if (outcome === undefined || outcome === OIDC_RETURN.linked) return undefined;
  return explainCode(outcome);
}
