import { useState } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { CodeStep } from './CodeStep';
import { LoginCard } from './LoginCard';
import { NameStep } from './NameStep';
import { useCodeDelivery } from './use-code-delivery';
import { useLogin } from './use-login';

interface LoginPageProps {
  /** A guest takes a name of their own. */
  isOfGuest?: boolean;
}

export function LoginPage({ isOfGuest = false }: LoginPageProps) {
  const { t } = useLocale();
  const { step, error, isBusy, requestCode, verifyCode, back } = useLogin(isOfGuest);
  const [username, setUsername] = useState('');
  const delivery = useCodeDelivery();
  const notes = { response: t('auth.demo'), log: t('auth.askOperator'), mail: t('auth.byMail') };
  const notice = useStore(usePageStores().session, (state) => state.notice);

  return (
    <LoginCard
      about={isOfGuest ? t('guest.keepHint') : t('auth.about')}
      notice={step.kind === 'name' && notice ? t('app.sessionOver') : undefined}
      note={delivery && step.kind === 'name' ? notes[delivery] : undefined}
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
          isInLog={delivery === 'log'}
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
