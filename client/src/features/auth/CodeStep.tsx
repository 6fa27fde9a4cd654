import { LIMITS } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { isAddress } from './address';
import { CodeBoxes } from './CodeBoxes';

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

export function CodeStep({
  as,
  demoCode,
  isInLog,
  error,
  isBusy,
  onSubmit,
  onResend,
  onBack,
}: CodeStepProps) {
  const { t, rich } = useLocale();
  const [code, setCode] = useState('');
  const isComplete = code.length === LIMITS.codeDigits;

  function change(digits: string) {
    setCode(digits);
    if (digits.length === LIMITS.codeDigits && digits !== code) onSubmit(digits);
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) onSubmit(code);
      }}
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
      <CodeBoxes value={code} hasError={error !== undefined} isDisabled={isBusy} onChange={change} />
      <p role={error ? 'alert' : undefined} className="mt-1.5 min-h-5 text-13 text-danger">
        {error}
      </p>
      {demoCode && (
        <div className="mt-2 flex items-center justify-between gap-3 rounded-lg bg-accent-soft py-1 pe-1 ps-3 text-13">
          <span>
            {rich('auth.demoCode', { code: <span className="font-bold tabular-nums">{demoCode}</span> })}
          </span>
          <Button look="link" disabled={isBusy} onClick={() => change(demoCode)}>
            {t('auth.fillIn')}
          </Button>
        </div>
      )}
      <Button
        type="submit"
        look="primary"
        isBusy={isBusy}
        disabled={!isComplete}
        size="large"
        className="mt-4 w-full"
      >
        {t('auth.logIn')}
      </Button>
      <div className="-mx-2.5 mt-3 -mb-3 flex justify-between">
        <Button look="quiet" onClick={onBack}>
          {t('auth.otherName')}
        </Button>
        <Button look="quiet" disabled={isBusy} onClick={onResend}>
          {t('auth.newCode')}
        </Button>
      </div>
    </form>
  );
}
