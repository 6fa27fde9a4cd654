import type { Session } from '@chatket/contract';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { ApiError, useApi } from '../../../api';
import { useLocale } from '../../../i18n';
import { useLoaded } from '../../../lib/use-loaded';
import { Button, EmptyState, ErrorNote, Loading, SearchIcon, Skeleton } from '../../../ui';
import { LoginCard } from '../LoginCard';
import { OwnerStep } from './OwnerStep';
import { InviteStep } from './InviteStep';
import { ServerStep } from './ServerStep';
import { setupApi } from './setup-api';

type Step = 'owner' | 'server' | 'invite';
const STEPS: readonly Step[] = ['owner', 'server', 'invite'];

/** A link that was cut short is none either. */
const ENDED: readonly string[] = ['SETUP_LINK_INVALID', 'VALIDATION'];

interface SetupPageProps {
  /** Of the link that the server has printed. */
  token: string;
  /** There is an account now, which owns the server. */
  onAccount: (session: Session) => void;
  /** Into the chat. */
  onDone: () => void;
}

/** Three short steps of whoever has started a server: who they are, what it is called, and a link for the others. */
export function SetupPage({ token, onAccount, onDone }: SetupPageProps) {
  const { t } = useLocale();
  const request = useApi();
  const api = useMemo(() => setupApi(request), [request]);
  const [step, setStep] = useState<Step>('owner');
  const [name, setName] = useState('');
  const [icon, setIcon] = useState('');

  return (
    <LoginCard
      about={t(`setup.${step}`)}
      name={name.trim() || undefined}
      icon={icon || undefined}
      note={t('setup.step', { step: STEPS.indexOf(step) + 1, count: STEPS.length })}
    >
      {step === 'owner' && (
        <Checked token={token} onHome={onDone}>
          <OwnerStep
            api={api}
            token={token}
            onAccount={(session) => {
              onAccount(session);
              setStep('server');
            }}
          />
        </Checked>
      )}
      {step === 'server' && (
        <ServerStep
          api={api}
          name={name}
          icon={icon}
          onName={setName}
          onIcon={setIcon}
          onNext={() => setStep('invite')}
        />
      )}
      {step === 'invite' && <InviteStep api={api} onDone={onDone} />}
    </LoginCard>
  );
}

interface CheckedProps {
  token: string;
  onHome: () => void;
  children: ReactNode;
}

/** Only for whoever has a link that holds. */
function Checked({ token, onHome, children }: CheckedProps) {
  const { t } = useLocale();
  const request = useApi();
  const look = useCallback(() => setupApi(request).look(token), [request, token]);
  const { loaded, retry } = useLoaded(look);

  if (loaded.state === 'ready') return children;
  if (loaded.state === 'loading')
    return (
      <Loading label={t('setup.checking')}>
        <Skeleton className="h-11 w-full" />
      </Loading>
    );
  const isOver = loaded.error instanceof ApiError && ENDED.includes(loaded.error.code);
  if (!isOver) return <ErrorNote onRetry={retry}>{t('setup.failed')}</ErrorNote>;
  return (
    <EmptyState
      icon={<SearchIcon className="size-6" />}
      title={t('setup.over')}
      action={<Button onClick={onHome}>{t('setup.home')}</Button>}
    >
      {t('setup.overHint')}
    </EmptyState>
  );
}
