import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { TextField } from '../../ui/TextField';
import { CodeField, isFullCode, useCode } from './CodeField';
import { StepForm } from './StepForm';

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
  const { code, setCode, typeCode } = useCode(onSubmit);

  return (
    <StepForm
      action={t('auth.logIn')}
      isReady={isRecovery ? code.trim() !== '' : isFullCode(code)}
      isBusy={isBusy}
      onSubmit={() => onSubmit(code)}
      onBack={onBack}
      ways={
        <Button
          look="quiet"
          onClick={() => {
            setCode('');
            setRecovery(!isRecovery);
          }}
        >
          {t(isRecovery ? 'auth.appInstead' : 'auth.recoveryInstead')}
        </Button>
      }
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
        <CodeField value={code} error={error} isBusy={isBusy} onChange={typeCode} />
      )}
    </StepForm>
  );
}
