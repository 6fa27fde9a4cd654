import { isVisible } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { TextField } from '../../ui/TextField';

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
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
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
      <Button
        type="submit"
        look="primary"
        isBusy={isBusy}
        disabled={!isVisible(username)}
        size="large"
        className="mt-3 w-full"
      >
        {t('auth.continue')}
      </Button>
    </form>
  );
}
