import type { Session } from '@chatket/contract';
import { useCallback, useMemo, useState } from 'react';
import { ApiError, useApi } from '../../../api';
import { useLocale } from '../../../i18n';
import { useLoaded } from '../../../lib/use-loaded';
import { Button, ErrorNote, Loading, Skeleton } from '../../../ui';
import { LoginCard } from '../LoginCard';
import { InviteStep } from './InviteStep';
import { OwnerStep } from './OwnerStep';
import { ServerStep } from './ServerStep';
import { setupApi } from './setup-api';

const STEPS = ['owner', 'server', 'invite'] as const;
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
  // The link is looked at once: with the account it is used up.
  const [first] = useState(api);
  const { loaded, retry } = useLoaded(useCallback(() => first.look(token), [first, token]));
  const [step, setStep] = useState<(typeof STEPS)[number]>('owner');
  const [name, setName] = useState('');
  const [icon, setIcon] = useState('');
  const isOver =
    loaded.state === 'failed' && loaded.error instanceof ApiError && ENDED.includes(loaded.error.code);

  return (
    <LoginCard
      about={t(isOver ? 'setup.over' : `setup.${step}`)}
      name={name.trim() || undefined}
      icon={icon || undefined}
      note={isOver ? undefined : t('setup.step', { step: STEPS.indexOf(step) + 1, count: STEPS.length })}
    >
      {loaded.state === 'loading' && (
        <Loading label={t('setup.checking')}>
          <Skeleton className="h-11 w-full" />
        </Loading>
      )}
      {isOver && (
        <>
          <p className="text-pretty text-quiet">{t('setup.overHint')}</p>
          <Button size="large" autoFocus className="mt-5 w-full" onClick={onDone}>
            {t('setup.home')}
          </Button>
        </>
      )}
      {loaded.state === 'failed' && !isOver && <ErrorNote onRetry={retry}>{t('setup.failed')}</ErrorNote>}
      {loaded.state === 'ready' && step === 'owner' && (
        <OwnerStep
          api={api}
          token={token}
          onAccount={(session) => {
            onAccount(session);
            setStep('server');
          }}
        />
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
