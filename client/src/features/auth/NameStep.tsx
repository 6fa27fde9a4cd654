import { isVisible } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { TextField } from '../../ui/TextField';
import { StepForm } from './StepForm';

interface NameStepProps {
  label: string;
  username: string;
  error: string | undefined;
  isBusy: boolean;
  onChange: (username: string) => void;
  onSubmit: () => void;
}

export function NameStep({ label, username, error, isBusy, onChange, onSubmit }: NameStepProps) {
  const { t } = useLocale();
  return (
    <StepForm action={t('auth.continue')} isReady={isVisible(username)} isBusy={isBusy} onSubmit={onSubmit}>
      <TextField
        label={label}
        name="username"
        autoComplete="username webauthn"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        autoFocus
        value={username}
        error={error}
        hint={t('auth.nameHint')}
        onChange={(event) => onChange(event.target.value)}
      />
    </StepForm>
  );
}
