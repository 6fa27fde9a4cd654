import { useState } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { CodeStep } from './CodeStep';
import { LoginCard } from './LoginCard';
import { NameStep } from './NameStep';
import { useDemo } from './use-demo';
import { useLogin } from './use-login';

export function LoginPage() {
  const { t } = useLocale();
  const { step, error, isBusy, requestCode, verifyCode, back } = useLogin();
  const [username, setUsername] = useState('');
  const isDemo = useDemo();
  const notice = useStore(usePageStores().session, (state) => state.notice);

  return (
    <LoginCard
      notice={step.kind === 'name' && notice ? t('app.sessionOver') : undefined}
      isDemo={isDemo && step.kind === 'name'}
    >
      {step.kind === 'name' ? (
        <NameStep
          username={username}
          error={error}
          isBusy={isBusy}
          onChange={setUsername}
          onSubmit={() => void requestCode(username)}
        />
      ) : (
        <CodeStep
          key={step.demoCode}
          username={step.username}
          demoCode={step.demoCode}
          error={error}
          isBusy={isBusy}
          onSubmit={(code) => void verifyCode(step.username, code)}
          onResend={() => void requestCode(step.username)}
          onBack={back}
        />
      )}
    </LoginCard>
  );
}
