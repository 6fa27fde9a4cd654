import { type ChangePasswordBody, LIMITS, type PasswordState } from '@chatket/contract';
import { useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { Button } from '../../ui';
import { TextField } from '../../ui/TextField';
import { useAccountState } from './use-account-state';

/** My password, where people here have one. */
export function PasswordPart() {
  const { t } = useLocale();
  const [isOpen, setOpen] = useState(false);
  const { toasts } = usePageStores();
  const { state, reload } = useAccountState<PasswordState>('/me/password');
  if (!state) return null;

  return (
    <div>
      <h4 className="text-13 font-medium">{t('security.password')}</h4>
      <p className="mb-1 text-13 text-quiet">
        {t(state.isSet ? 'security.passwordHint' : 'security.noPassword')}
      </p>
      {isOpen ? (
        <PasswordForm
          hasOne={state.isSet}
          onCancel={() => setOpen(false)}
          onDone={() => {
            toasts.actions.show(t('security.passwordSaved'));
            setOpen(false);
            reload();
          }}
        />
      ) : (
        <Button size="small" className="mt-1" onClick={() => setOpen(true)}>
          {t(state.isSet ? 'security.change' : 'security.set')}
        </Button>
      )}
    </div>
  );
}

interface PasswordFormProps {
  hasOne: boolean;
  onCancel: () => void;
  onDone: () => void;
}

function PasswordForm({ hasOne, onCancel, onDone }: PasswordFormProps) {
  const { t } = useLocale();
  const { request } = useApi();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = [...password].length >= LIMITS.passwordMin && (!hasOne || current !== '');

  async function save() {
    setIsBusy(true);
    setError(undefined);
    try {
      const body = { password, ...(hasOne && { current }) } satisfies ChangePasswordBody;
      await request({ method: 'PUT', path: '/me/password', body });
      onDone();
    } catch (failure) {
      setError(explain(failure));
      setIsBusy(false);
    }
  }

  return (
    <form
      noValidate
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void save();
      }}
    >
      {hasOne && (
        <TextField
          label={t('security.current')}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
      )}
      <TextField
        label={t('security.new')}
        type="password"
        autoComplete="new-password"
        autoFocus={!hasOne}
        value={password}
        error={error}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onCancel}>{t('security.cancel')}</Button>
        <Button type="submit" look="primary" isBusy={isBusy} disabled={!isReady}>
          {t(hasOne ? 'security.change' : 'security.set')}
        </Button>
      </div>
    </form>
  );
}
