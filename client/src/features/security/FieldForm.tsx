import { type ComponentProps, useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { TextField } from '../../ui/TextField';

export type Field = Pick<
  ComponentProps<typeof TextField>,
  'label' | 'hint' | 'name' | 'type' | 'inputMode' | 'autoComplete'
>;

interface FieldFormProps {
  field: Field;
  action: string;
  onSubmit: (value: string) => Promise<void>;
  onCancel: () => void;
}

/** Asks for one thing, such as a code. */
export function FieldForm({ field, action, onSubmit, onCancel }: FieldFormProps) {
  const { t } = useLocale();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const value = typed.trim();

  async function submit() {
    setIsBusy(true);
    setError(undefined);
    try {
      await onSubmit(value);
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
        if (value !== '') void submit();
      }}
    >
      <TextField
        {...field}
        autoCapitalize="none"
        autoFocus
        value={typed}
        error={error}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onCancel}>{t('security.cancel')}</Button>
        <Button type="submit" look="primary" isBusy={isBusy} disabled={value === ''}>
          {action}
        </Button>
      </div>
    </form>
  );
}
