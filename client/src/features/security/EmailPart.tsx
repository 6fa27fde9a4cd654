import type { MyEmail } from '@chatket/contract';
import { useState } from 'react';
import { ApiError, useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { Button, ErrorNote } from '../../ui';
import { FieldForm } from './FieldForm';
import { useAccountState } from './use-account-state';

const PATH = '/me/email';

type Step = { kind: 'rest' } | { kind: 'type' } | { kind: 'code'; email: string };

/** The mail address of my account, where this server sends mails. */
export function EmailPart() {
  const { t, rich } = useLocale();
  const { request } = useApi();
  const { toasts } = usePageStores();
  const [step, setStep] = useState<Step>({ kind: 'rest' });
  const [error, setError] = useState<string>();
  const { state, reload } = useAccountState<MyEmail>(PATH);
  if (!state?.canSend) return null;

  const rest = () => {
    setStep({ kind: 'rest' });
    reload();
  };

  async function propose(email: string) {
    await request({ method: 'PUT', path: PATH, body: { email } });
    setStep({ kind: 'code', email });
  }

  async function confirm(email: string, code: string) {
    try {
      await request({ method: 'POST', path: `${PATH}/verify`, body: { email, code } });
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === 'CONFLICT') return taken();
      throw failure;
    }
    toasts.actions.show(t('security.emailSaved'));
    rest();
  }

  /** It was proven all the same: another code would not help. */
  function taken() {
    rest();
    setError(t('security.emailTaken'));
  }

  async function remove() {
    setError(undefined);
    try {
      await request({ method: 'DELETE', path: PATH });
      rest();
    } catch (failure) {
      setError(explain(failure));
    }
  }

  return (
    <div>
      <h3 className="text-13 font-medium">{t('security.email')}</h3>
      {step.kind === 'rest' && (
        <>
          <p className="mb-1 text-13 wrap-anywhere text-quiet">
            {state.address === null
              ? t('security.noEmail')
              : rich('security.emailHint', { address: <bdi dir="auto">{state.address}</bdi> })}
          </p>
          {error !== undefined && <ErrorNote>{error}</ErrorNote>}
          <div className="mt-1 flex gap-2">
            <Button size="small" onClick={() => setStep({ kind: 'type' })}>
              {t(state.address === null ? 'security.emailAdd' : 'security.emailChange')}
            </Button>
            {state.address !== null && (
              <Button size="small" onClick={() => void remove()}>
                {t('security.emailRemove')}
              </Button>
            )}
          </div>
        </>
      )}
      {step.kind === 'type' && (
        <FieldForm
          field={{ label: t('security.emailAddress'), name: 'email', type: 'email', autoComplete: 'email' }}
          action={t('security.emailSend')}
          onSubmit={propose}
          onCancel={rest}
        />
      )}
      {step.kind === 'code' && (
        <>
          <p className="mb-2 text-13 wrap-anywhere text-quiet">
            {rich('security.emailSent', { address: <bdi dir="auto">{step.email}</bdi> })}
          </p>
          <FieldForm
            field={{ label: t('security.factorCode'), name: 'code', autoComplete: 'one-time-code' }}
            action={t('security.emailConfirm')}
            onSubmit={(code) => confirm(step.email, code)}
            onCancel={rest}
          />
        </>
      )}
    </div>
  );
}
