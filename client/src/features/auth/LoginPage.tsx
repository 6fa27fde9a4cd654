import { Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { useLocale, withTexts } from '../../i18n';
import { later } from '../../lib';
import { whyNoPasskeys } from '../../lib/passkeys';
import { usePageStores } from '../../store';
import { CodeStep } from './CodeStep';
import { LoginCard } from './LoginCard';
import { NameStep } from './NameStep';
import { useConfig } from './use-config';
import { useLogin } from './use-login';

const CheckingNote = later(async () => (await import('./CheckingNote')).CheckingNote);
const FactorStep = later(async () => (await import('./FactorStep')).FactorStep);
const LinkStep = later(async () => (await import('./LinkStep')).LinkStep);
const OidcDoor = later(async () => (await withTexts(import('./OidcDoor'))).OidcDoor);
const PasskeyDoor = later(async () => (await import('./PasskeyDoor')).PasskeyDoor);
const PasswordStep = later(async () => (await import('./PasswordStep')).PasswordStep);

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
  const [newName, setNewName] = useState('');
  const { authMethods = [], codeDelivery: delivery, oidcName, registration, serverName, serverIcon } = config;
  const hasCodes = authMethods.includes('code');
  const sent = t('auth.byMail');
  const notes = { response: t('auth.demo'), log: t('auth.askOperator'), mail: sent, sms: sent };
  const wantsCode = hasCodes && !authMethods.includes('password');
  const isUnknown = config.authMethods === undefined;
  const mayHavePasskeys =
    !isOfGuest && whyNoPasskeys() === undefined && (isUnknown || authMethods.includes('passkey'));
  const isShut = !isOfGuest && (registration === 'invite' || registration === 'closed');
  const notice = useStore(usePageStores().session, (state) => state.notice);

  return (
    <LoginCard
      about={isOfGuest ? t('guest.keepHint') : isShut ? t(`auth.${registration}`) : t('auth.about')}
      name={serverName}
      icon={serverIcon}
      notice={
        step.kind === 'name' && notice
          ? t(notice === 'paused' ? 'auth.paused' : 'app.sessionOver')
          : undefined
      }
      note={
        login.isChecking ? (
          <Suspense>
            <CheckingNote onCancel={login.cancel} />
          </Suspense>
        ) : wantsCode && delivery && step.kind === 'name' ? (
          notes[delivery]
        ) : undefined
      }
    >
      <p role="status" className="sr-only">
        {login.isChecking && t('auth.checking')}
      </p>
      {step.kind === 'link' && (
        <Suspense>
          <LinkStep
            as={step.as}
            error={error}
            isBusy={isBusy}
            onSubmit={() => void login.verifyCode(step.as, step.code)}
            onBack={login.back}
          />
        </Suspense>
      )}
      {step.kind === 'name' && (isUnknown || hasCodes || authMethods.includes('password')) && (
        <NameStep
          label={t(config.mail && hasCodes && !isOfGuest ? 'auth.nameOrMail' : 'auth.name')}
          username={username}
          error={error}
          isBusy={isBusy}
          onChange={setUsername}
          onSubmit={() => void login.begin(username)}
        />
      )}
      {step.kind === 'name' && mayHavePasskeys && (
        // Its place is kept until it is there, so that the card does not grow.
        <div className="flow-root min-h-14">
          <Suspense>{authMethods.includes('passkey') && <PasskeyDoor />}</Suspense>
        </div>
      )}
      {step.kind === 'name' && !isOfGuest && oidcName !== undefined && (
        <Suspense>
          <OidcDoor name={oidcName} onFactor={login.askFactor} />
        </Suspense>
      )}
      {step.kind === 'code' && (
        <CodeStep
          key={step.demoCode}
          as={step.as}
          demoCode={step.demoCode}
          isInLog={delivery === 'log'}
          error={error}
          isBusy={isBusy}
          onSubmit={(code) => void login.verifyCode(step.as, code)}
          onResend={() => void requestCode(step.as)}
          onBack={login.back}
        />
      )}
      {step.kind === 'newName' && (
        <NameStep
          label={t('auth.newName')}
          username={newName}
          error={error}
          isBusy={isBusy}
          onChange={setNewName}
          onSubmit={() => void login.takeName(newName, step)}
        />
      )}
      {step.kind === 'password' && (
        <Suspense>
          <PasswordStep
            username={step.username}
            isOfGuest={isOfGuest}
            error={error}
            isBusy={isBusy}
            onSubmit={(path, password) => void login.enterPassword(path, step.username, password)}
            onCode={hasCodes ? () => void requestCode(step.username) : undefined}
            onBack={login.back}
          />
        </Suspense>
      )}
      {step.kind === 'factor' && (
        <Suspense>
          <FactorStep
            error={error}
            isBusy={isBusy}
            onSubmit={(code) => void login.proveFactor(step.challengeId, code)}
            onBack={login.back}
          />
        </Suspense>
      )}
    </LoginCard>
  );
}
