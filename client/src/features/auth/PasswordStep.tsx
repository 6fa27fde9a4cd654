import { LIMITS } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { TextField } from '../../ui/TextField';
import { StepForm } from './StepForm';

type PasswordPath = 'login' | 'register';

interface PasswordStepProps {
  username: string;
  /** They take a name that is new. */
  isOfGuest: boolean;
  error: string | undefined;
  isBusy: boolean;
  onSubmit: (path: PasswordPath, password: string) => void;
  /** Where one may log in with codes too. */
  onCode: (() => void) | undefined;
  onBack: () => void;
}

/** Logs in, or makes an account: the server does not tell which it would be. */
export function PasswordStep({ username, isOfGuest, error, isBusy, ...on }: PasswordStepProps) {
  const { t, rich } = useLocale();
  const [path, setPath] = useState<PasswordPath>(isOfGuest ? 'register' : 'login');
  const [password, setPassword] = useState('');
  const isNew = path === 'register';
  const isReady = isNew ? [...password].length >= LIMITS.passwordMin : password !== '';

  return (
    <StepForm
      action={t(isNew ? 'auth.create' : 'auth.logIn')}
      isReady={isReady}
      isBusy={isBusy}
      onSubmit={() => on.onSubmit(path, password)}
      onBack={on.onBack}
      ways={
        <>
          {!isOfGuest && (
            <Button look="quiet" onClick={() => setPath(isNew ? 'login' : 'register')}>
              {t(isNew ? 'auth.hasAccount' : 'auth.isNew')}
            </Button>
          )}
          {on.onCode && (
            <Button look="quiet" disabled={isBusy} onClick={on.onCode}>
              {t('auth.codeInstead')}
            </Button>
          )}
        </>
      }
    >
      <p className="mb-4 text-quiet">
        {rich(isNew ? 'auth.newPasswordFor' : 'auth.passwordFor', {
          name: (
            <bdi dir="auto" className="font-medium wrap-anywhere text-ink">
              {username}
            </bdi>
          ),
        })}
      </p>
      {/* For what keeps passwords. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <TextField
        key={path}
        label={t('auth.password')}
        type="password"
        name="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        autoFocus
        value={password}
        error={error}
        hint={isNew ? t('auth.passwordHint', { count: LIMITS.passwordMin }) : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
    </StepForm>
  );
}
