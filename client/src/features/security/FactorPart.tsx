import type { FactorCodeBody, NewSecondFactor, RecoveryCodes, SecondFactorState } from '@chatket/contract';
import { useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button, ErrorNote } from '../../ui';
import { FieldForm } from './FieldForm';
import { RecoveryCodeList } from './RecoveryCodeList';
import { useAccountState } from './use-account-state';

const PATH = '/me/second-factor';

type Step =
  | { kind: 'rest' }
  | ({ kind: 'scan' } & NewSecondFactor)
  | ({ kind: 'kept' } & RecoveryCodes)
  | { kind: 'remove' };

/** The second step of my logins: an authenticator app, and recovery codes. */
export function FactorPart() {
  const { t } = useLocale();
  const { request } = useApi();
  const [step, setStep] = useState<Step>({ kind: 'rest' });
  const [error, setError] = useState<string>();
  const { state, reload } = useAccountState<SecondFactorState>(PATH);
  if (!state) return null;

  const code = { label: t('security.factorCode'), name: 'code', autoComplete: 'one-time-code' } as const;
  const rest = () => {
    setStep({ kind: 'rest' });
    reload();
  };

  async function setUp() {
    setError(undefined);
    try {
      const { body } = await request<NewSecondFactor>({ method: 'POST', path: PATH });
      setStep({ kind: 'scan', ...body });
    } catch (failure) {
      setError(explain(failure));
    }
  }

  async function confirm(code: string) {
    const body = { code } satisfies FactorCodeBody;
    const answer = await request<RecoveryCodes>({ method: 'PUT', path: PATH, body });
    setStep({ kind: 'kept', ...answer.body });
  }

  async function remove(code: string) {
    await request({ method: 'DELETE', path: PATH, body: { code } satisfies FactorCodeBody });
    rest();
  }

  return (
    <div>
      <h4 className="text-13 font-medium">{t('security.factor')}</h4>
      {step.kind === 'rest' && (
        <>
          <p className="mb-1 text-13 text-quiet">
            {state.isOn ? t('security.factorOn', { count: state.recoveryLeft }) : t('security.factorOff')}
          </p>
          {error !== undefined && <ErrorNote>{error}</ErrorNote>}
          <Button
            size="small"
            className="mt-1"
            onClick={() => (state.isOn ? setStep({ kind: 'remove' }) : void setUp())}
          >
            {t(state.isOn ? 'security.factorRemove' : 'security.factorSetUp')}
          </Button>
        </>
      )}
      {step.kind === 'scan' && (
        <>
          <p className="text-13 text-quiet">{t('security.factorScan')}</p>
          <img
            src={step.qr}
            alt={t('security.factorQr')}
            className="mx-auto my-3 size-44 rounded-lg bg-white"
          />
          <p className="mb-3 text-center text-13 wrap-anywhere">
            {t('security.factorKey')}: <code dir="ltr">{step.secret}</code>
          </p>
          <FieldForm field={code} action={t('security.factorConfirm')} onSubmit={confirm} onCancel={rest} />
        </>
      )}
      {step.kind === 'kept' && <RecoveryCodeList codes={step.recoveryCodes} onDone={rest} />}
      {step.kind === 'remove' && (
        <>
          <p className="mb-2 text-13 text-quiet">{t('security.factorRemoveHint')}</p>
          <FieldForm field={code} action={t('security.factorRemove')} onSubmit={remove} onCancel={rest} />
        </>
      )}
    </div>
  );
}
