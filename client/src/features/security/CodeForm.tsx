import { useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { TextField } from '../../ui/TextField';

interface CodeFormProps {
  action: string;
  onSubmit: (code: string) => Promise<void>;
  onCancel: () => void;
}

/** Asks for a code of the second factor. */
export function CodeForm({ action, onSubmit, onCancel }: CodeFormProps) {
  const { t } = useLocale();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  async function submit() {
    setIsBusy(true);
    setError(undefined);
    try {
      await onSubmit(code);
    } catch (failure) {
      setError(explain(failure));
      setIsBusy(false);
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== '') void submit();
      }}
    >
      <TextField
        label={t('security.factorCode')}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        autoFocus
        value={code}
        error={error}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onCancel}>{t('security.cancel')}</Button>
        <Button type="submit" look="primary" isBusy={isBusy} disabled={code.trim() === ''}>
          {action}
        </Button>
      </div>
    </form>
  );
}
