import { codePointLength, SERVER_SETTINGS_LIMITS } from '@chatket/contract';
import { useState } from 'react';
import { explain } from '../../../api/explain';
import { useLocale } from '../../../i18n';
import { cx } from '../../../lib';
import { Button } from '../../../ui';
import { TextField } from '../../../ui/TextField';
import type { SetupApi } from './setup-api';

/** Enough to begin with; the server page takes any. */
const ICONS = ['☕', '🏡', '🌿', '🚀', '🎲', '📚'];

interface ServerStepProps {
  api: SetupApi;
  name: string;
  icon: string;
  onName: (name: string) => void;
  onIcon: (icon: string) => void;
  onNext: () => void;
}

/** What everybody sees of the server before they log in; the card shows it at once. */
export function ServerStep({ api, name, icon, onName, onIcon, onNext }: ServerStepProps) {
  const { t } = useLocale();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isTooLong = codePointLength(name.trim()) > SERVER_SETTINGS_LIMITS.nameMax;

  async function save() {
    setIsBusy(true);
    setError(undefined);
    try {
      await api.nameServer({ name: name.trim() || null, icon: icon || null });
      onNext();
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
        if (!isTooLong) void save();
      }}
    >
      <TextField
        label={t('server.settings.name')}
        autoFocus
        autoComplete="off"
        value={name}
        error={isTooLong ? t('server.reasonTooLong', { count: SERVER_SETTINGS_LIMITS.nameMax }) : error}
        hint={t('setup.serverHint')}
        onChange={(event) => onName(event.target.value)}
      />
      <div role="group" aria-label={t('setup.icon')} className="mt-2 flex justify-between gap-1">
        {ICONS.map((choice) => (
          <button
            key={choice}
            type="button"
            aria-label={choice}
            aria-pressed={choice === icon}
            onClick={() => onIcon(choice === icon ? '' : choice)}
            className={cx(
              'grid size-10 place-items-center rounded-lg border text-20 transition-colors hover:bg-surface-2 max-md:size-11',
              choice === icon ? 'border-accent bg-accent-soft' : 'border-transparent',
            )}
          >
            <span aria-hidden="true">{choice}</span>
          </button>
        ))}
      </div>
      <Button
        type="submit"
        look="primary"
        size="large"
        isBusy={isBusy}
        disabled={isTooLong}
        className="mt-5 w-full"
      >
        {t('auth.continue')}
      </Button>
      <Button look="quiet" className="mt-2 w-full" onClick={onNext}>
        {t('setup.later')}
      </Button>
    </form>
  );
}
