import { Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { later } from '../../lib';
import { usePageStores } from '../../store';
import { CodeStep } from './CodeStep';
import { FactorStep } from './FactorStep';
import { LoginCard } from './LoginCard';
import { NameStep } from './NameStep';
import { PasswordStep } from './PasswordStep';
import { useConfig } from './use-config';
import { useLogin } from './use-login';

const PasskeyDoor = later(async () => (await import('./PasskeyDoor')).PasskeyDoor);

interface LoginPageProps {
  /** A guest takes a name of their own. */
  isOfGuest?: boolean;
}

export function LoginPage({ isOfGuest = false }: LoginPageProps) {
  const { t } = useLocale();
  const config = useConfig();
  const login = useLogin(isOfGuest, config.authMethods);
  const { step, error, isBusy, requestCode } = login;
  const [username, setUsername] = useState('');
  const { authMethods = [], codeDelivery: delivery, registration, serverName, serverIcon } = config;
  const hasCodes = authMethods.includes('code');
  const notes = { response: t('auth.demo'), log: t('auth.askOperator') };
  const wantsCode = hasCodes && !authMethods.includes('password');
  const isShut = !isOfGuest && (registration === 'invite' || registration === 'closed');
  const notice = useStore(usePageStores().session, (state) => state.notice);

  return (
    <LoginCard
      about={isOfGuest ? t('guest.keepHint') : isShut ? t(`auth.${registration}`) : t('auth.about')}
      name={serverName}
      icon={serverIcon}
      notice={step.kind === 'name' && notice ? t('app.sessionOver') : undefined}
      note={wantsCode && delivery && step.kind === 'name' ? notes[delivery] : undefined}
    >
      {step.kind === 'name' && (
        <NameStep
          username={username}
          error={error}
          isBusy={isBusy}
          onChange={setUsername}
          onSubmit={() => void login.begin(username)}
        />
      )}
      {step.kind === 'name' && !isOfGuest && authMethods.includes('passkey') && (
        <Suspense>
          <PasskeyDoor />
        </Suspense>
      )}
      {step.kind === 'code' && (
        <CodeStep
          key={step.demoCode}
          username={step.username}
          demoCode={step.demoCode}
          isInLog={delivery === 'log'}
          error={error}
          isBusy={isBusy}
          onSubmit={(code) => void login.verifyCode(step.username, code)}
          onResend={() => void requestCode(step.username)}
          onBack={login.back}
        />
      )}
      {step.kind === 'password' && (
        <PasswordStep
          username={step.username}
          isOfGuest={isOfGuest}
          error={error}
          isBusy={isBusy}
          onSubmit={(path, password) => void login.enterPassword(path, step.username, password)}
          onCode={hasCodes ? () => void requestCode(step.username) : undefined}
          onBack={login.back}
        />
      )}
      {step.kind === 'factor' && (
        <FactorStep
          error={error}
          isBusy={isBusy}
          onSubmit={(code) => void login.proveFactor(step.challengeId, code)}
          onBack={login.back}
        />
      )}
    </LoginCard>
  );
}
