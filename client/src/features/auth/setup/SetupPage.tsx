import type { Session } from '@chatket/contract';
import { useCallback, useMemo, useState } from 'react';
import { ApiError, useApi } from '../../../api';
import { useLocale } from '../../../i18n';
import { useLoaded } from '../../../lib/use-loaded';
import { Button, ErrorNote, Loading, Skeleton } from '../../../ui';
import { LoginCard } from '../LoginCard';
import { useConfig } from '../use-config';
import { useOidcReturn } from '../use-oidc-return';
import { InviteStep } from './InviteStep';
import { OwnerDoor } from './OwnerDoor';
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
  const config = useConfig();
  const { error, isComing } = useOidcReturn({ onSession: own });
  const [isBack] = useState(isComing);
  const look = useCallback(() => (isBack ? Promise.resolve() : first.look(token)), [first, token, isBack]);
  const { loaded, retry } = useLoaded(look);
  const [step, setStep] = useState<(typeof STEPS)[number]>('owner');
  const [name, setName] = useState('');
  const [icon, setIcon] = useState('');
  const isOver =
    loaded.state === 'failed' && loaded.error instanceof ApiError && ENDED.includes(loaded.error.code);

  function own(session: Session) {
    onAccount(session);
    setStep('server');
  }

  const hasName =
    !config.authMethods || config.authMethods.some((way) => way === 'code' || way === 'password');
  const isLoading = loaded.state === 'loading' || isComing;
  const about = step === 'owner' && !hasName ? 'setup.ownerThere' : (`setup.${step}` as const);
  return (
    <LoginCard
      about={t(isOver ? 'setup.over' : about)}
      name={name.trim() || undefined}
      icon={icon || undefined}
      note={isOver ? undefined : t('setup.step', { step: STEPS.indexOf(step) + 1, count: STEPS.length })}
    >
      {isLoading && step === 'owner' && (
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
      {loaded.state === 'ready' && !isLoading && step === 'owner' && (
        <>
          {hasName && (
            <OwnerStep
              api={api}
              token={token}
              hasPassword={config.authMethods?.includes('password') === true}
              onAccount={own}
            />
          )}
          {config.oidcName !== undefined && (
            <OwnerDoor api={api} token={token} name={config.oidcName} refusal={error} />
          )}
        </>
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
