import { OIDC_RETURN, type OidcTestResult, type OidcWay, type PublicConfig } from '@chatket/contract';
import { useCallback, useEffect, useState } from 'react';
import { ApiError, useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { hideOidcReturn, readOidcReturn } from '../../lib/oidc-return';
import { useLoaded } from '../../lib/use-loaded';
import { Button, ErrorNote } from '../../ui';
import { roleName } from './role-names';

/** Trying the single sign-on, where there is one. */
export function OidcTestPart() {
  const { t } = useLocale();
  const { request } = useApi();
  const load = useCallback(async () => (await request<PublicConfig>({ path: '/config' })).body, [request]);
  const { known: config } = useLoaded(load);
  const [outcome] = useState(readOidcReturn);
  const [result, setResult] = useState<OidcTestResult>();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  useEffect(() => {
    if (outcome?.startsWith(OIDC_RETURN.test) !== true) return;
    hideOidcReturn();
    request<OidcTestResult>({ path: `/server/oidc/test/${outcome.slice(OIDC_RETURN.test.length)}` }).then(
      ({ body }) => setResult(body),
      (failure: unknown) => setError(explain(failure)),
    );
  }, [outcome, request]);

  async function test() {
    setIsBusy(true);
    setError(undefined);
    try {
      const { body } = await request<OidcWay>({ method: 'POST', path: '/server/oidc/test' });
      window.location.assign(body.url);
    } catch (failure) {
      setError(explain(failure));
      setIsBusy(false);
    }
  }

  if (config?.oidcName === undefined) return null;
  return (
    <section aria-label={config.oidcName} className="mt-8 max-w-110 border-t border-line pt-5">
      <h2 className="font-medium wrap-anywhere">{config.oidcName}</h2>
      <p className="mt-0.5 mb-2 text-13 text-quiet">{t('oidc.testHint')}</p>
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      <Button isBusy={isBusy} onClick={() => void test()}>
        {t('oidc.test')}
      </Button>
      {result && <Result result={result} />}
    </section>
  );
}

function Result({ result }: { result: OidcTestResult }) {
  const { t, rich } = useLocale();
  const { rule, username = '', why, problem, claims, serverRole } = result;
  const name = (
    <bdi dir="auto" className="font-medium">
      {username}
    </bdi>
  );
  return (
    <div role="status" aria-label={t('oidc.testResult')} className="mt-4 space-y-2 text-13">
      <p className="wrap-anywhere">
        {rule === 'refused'
          ? t('oidc.rule.refused', {
              why: explain(new ApiError({ code: why ?? 'OIDC_FAILED', message: rule })),
            })
          : rich(`oidc.rule.${rule}`, { name })}
        {serverRole !== undefined &&
          rule !== 'refused' &&
          ` ${t('oidc.role', { role: t(roleName(serverRole)) })}`}
      </p>
      {problem !== undefined && (
        <p className="wrap-anywhere text-quiet">
          {t('oidc.problem')} <code dir="ltr">{problem}</code>
        </p>
      )}
      {claims && (
        <>
          {typeof claims.auth_time !== 'number' && <p className="text-warning">{t('oidc.noAuthTime')}</p>}
          <h3 className="font-medium">{t('oidc.claims')}</h3>
          <dl className="divide-y divide-line rounded-lg border border-line">
            {Object.entries(claims).map(([claim, value]) => (
              <div key={claim} className="flex flex-wrap gap-x-3 px-3 py-1.5">
                <dt className="min-w-32 text-quiet wrap-anywhere">{claim}</dt>
                <dd dir="ltr" className="min-w-0 flex-1 basis-40 wrap-anywhere">
                  {typeof value === 'string' ? value : JSON.stringify(value)}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
