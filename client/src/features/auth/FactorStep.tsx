import { LIMITS } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { TextField } from '../../ui/TextField';
import { CodeBoxes } from './CodeBoxes';

interface FactorStepProps {
  error: string | undefined;
  isBusy: boolean;
  onSubmit: (code: string) => void;
  onBack: () => void;
}

/** The second factor, by the app or, without the phone, by a recovery code. */
export function FactorStep({ error, isBusy, onSubmit, onBack }: FactorStepProps) {
  const { t } = useLocale();
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const isReady = isRecovery ? code.trim() !== '' : code.length === LIMITS.codeDigits;

  function change(digits: string) {
    setCode(digits);
    if (digits.length === LIMITS.codeDigits && digits !== code) onSubmit(digits);
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onSubmit(code);
      }}
    >
      <p className="mb-4 text-quiet">{t(isRecovery ? 'auth.recovery' : 'auth.factor')}</p>
      {isRecovery ? (
        <TextField
          label={t('auth.recoveryCode')}
          name="recovery-code"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          autoFocus
          value={code}
          error={error}
          onChange={(event) => setCode(event.target.value)}
        />
      ) : (
        <>
          <CodeBoxes value={code} hasError={error !== undefined} isDisabled={isBusy} onChange={change} />
          <p role={error ? 'alert' : undefined} className="mt-1.5 min-h-5 text-13 text-danger">
            {error}
          </p>
        </>
      )}
      <Button
        type="submit"
        look="primary"
        isBusy={isBusy}
        disabled={!isReady}
        size="large"
        className="mt-3 w-full"
      >
        {t('auth.logIn')}
      </Button>
      <div className="-mx-2.5 mt-3 -mb-3 flex flex-wrap justify-between">
        <Button look="quiet" onClick={onBack}>
          {t('auth.otherName')}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            setCode('');
            setRecovery(!isRecovery);
          }}
        >
          {t(isRecovery ? 'auth.appInstead' : 'auth.recoveryInstead')}
        </Button>
      </div>
    </form>
  );
}
