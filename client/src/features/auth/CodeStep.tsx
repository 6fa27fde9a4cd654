import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { isAddress } from './address';
import { CodeField, isFullCode, useCode } from './CodeField';
import { StepForm } from './StepForm';

interface CodeStepProps {
  /** Whose code it is: a name, or a mail address. */
  as: string;
  /** Shown only where the server hands codes out itself. */
  demoCode: string | undefined;
  /** Codes go to the log of the server: somebody else has to look there. */
  isInLog: boolean;
  error: string | undefined;
  isBusy: boolean;
  onSubmit: (code: string) => void;
  onResend: () => void;
  onBack: () => void;
}

export function CodeStep(props: CodeStepProps) {
  const { as, demoCode, isInLog, error, isBusy, onSubmit, onResend, onBack } = props;
  const { t, rich } = useLocale();
  const { code, typeCode } = useCode(onSubmit);

  return (
    <StepForm
      action={t('auth.logIn')}
      isReady={isFullCode(code)}
      isBusy={isBusy}
      onSubmit={() => onSubmit(code)}
      onBack={onBack}
      ways={
        <Button look="quiet" disabled={isBusy} onClick={onResend}>
          {t('auth.newCode')}
        </Button>
      }
    >
      <p className="mb-4 text-quiet">
        {rich(isAddress(as) ? 'auth.codeToMail' : 'auth.codeFor', {
          name: (
            <bdi dir="auto" className="font-medium wrap-anywhere text-ink">
              {as}
            </bdi>
          ),
        })}
      </p>
      {isInLog && <p className="-mt-2 mb-4 text-13 text-quiet">{t('auth.codeInLog')}</p>}
      <CodeField value={code} error={error} isBusy={isBusy} onChange={typeCode} />
      {demoCode && (
        <div className="my-2 flex items-center justify-between gap-3 rounded-lg bg-accent-soft py-1 pe-1 ps-3 text-13">
          <span>
            {rich('auth.demoCode', { code: <span className="font-bold tabular-nums">{demoCode}</span> })}
          </span>
          <Button look="link" disabled={isBusy} onClick={() => typeCode(demoCode)}>
            {t('auth.fillIn')}
          </Button>
        </div>
      )}
    </StepForm>
  );
}
