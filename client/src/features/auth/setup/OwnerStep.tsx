import { isVisible, LIMITS, normalizeUsername, type Session } from '@chatket/contract';
import { useState } from 'react';
import { keptHere } from '../../../api';
import { explain } from '../../../api/explain';
import { useLocale } from '../../../i18n';
import { Button } from '../../../ui';
import { TextField } from '../../../ui/TextField';
import { nameProblem } from '../username';
import type { SetupApi } from './setup-api';

interface OwnerStepProps {
  api: SetupApi;
  token: string;
  /** People have one here. */
  hasPassword: boolean;
  onAccount: (session: Session) => void;
}

/** The first account, with a password where people have one. */
export function OwnerStep({ api, token, hasPassword, onAccount }: OwnerStepProps) {
  const { t } = useLocale();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = isVisible(name) && (!hasPassword || [...password].length >= LIMITS.passwordMin);

  async function begin() {
    const problem = nameProblem(name);
    setError(problem);
    if (problem !== undefined || !isReady) return;
    setIsBusy(true);
    try {
      const username = normalizeUsername(name);
      onAccount(await api.begin({ token, username, ...(hasPassword && { password }), ...keptHere() }));
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
        void begin();
      }}
    >
      <TextField
        label={t('auth.name')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        autoFocus
        value={name}
        error={error}
        hint={t('setup.nameHint')}
        onChange={(event) => setName(event.target.value)}
      />
      {hasPassword && (
        <TextField
          className="mt-2"
          label={t('auth.password')}
          type="password"
          name="password"
          autoComplete="new-password"
          value={password}
          hint={t('auth.passwordHint', { count: LIMITS.passwordMin })}
          onChange={(event) => setPassword(event.target.value)}
        />
      )}
      <Button
        type="submit"
        look="primary"
        size="large"
        isBusy={isBusy}
        disabled={!isReady}
        className="mt-3 w-full"
      >
        {t('auth.continue')}
      </Button>
    </form>
  );
}
