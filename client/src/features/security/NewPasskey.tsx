import { agentOf, LIMITS } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { TextField } from '../../ui/TextField';

interface NewPasskeyProps {
  /** Resolves when it is made, or cannot be. */
  onCreate: (name: string) => Promise<void>;
  onCancel: () => void;
}

/** A name by which a passkey is known again; then the browser asks for the rest. */
export function NewPasskey({ onCreate, onCancel }: NewPasskeyProps) {
  const { t } = useLocale();
  const [name, setName] = useState(() => agentOf(navigator.userAgent).system ?? '');
  const [isBusy, setIsBusy] = useState(false);
  const isReady = name.trim() !== '';

  async function create() {
    setIsBusy(true);
    await onCreate(name.trim());
    setIsBusy(false);
  }

  return (
    <form
      noValidate
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void create();
      }}
    >
      <TextField
        label={t('security.passkeyName')}
        hint={t('security.passkeyNameHint')}
        autoComplete="off"
        autoFocus
        maxLength={LIMITS.passkeyNameMax}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onCancel}>{t('security.cancel')}</Button>
        <Button type="submit" look="primary" isBusy={isBusy} disabled={!isReady}>
          {t('security.passkeyCreate')}
        </Button>
      </div>
    </form>
  );
}
