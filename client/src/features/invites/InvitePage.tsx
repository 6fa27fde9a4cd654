import type { RoomInvitePreview, Session, UserRef } from '@chatket/contract';
import { useCallback, useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react';
import { ApiError, useApi } from '../../api';
import { useLocale } from '../../i18n';
import { PRODUCT } from '../../lib';
import {
  Avatar,
  Button,
  EmptyState,
  ErrorNote,
  HashIcon,
  Loading,
  Logo,
  SearchIcon,
  Skeleton,
} from '../../ui';
import { GuestForm } from './GuestForm';
import { inviteApi } from './invite-api';
import { MemberEntry } from './MemberEntry';
import { rememberAccepting, takeAccepting } from './accepting';
import { ServerInvitation } from './ServerInvitation';
import { useLoaded } from '../../lib/use-loaded';

interface InvitePageProps {
  token: string;
  /** Missing while nobody is logged in. */
  me: UserRef | undefined;
  onLogIn: () => void;
  onGuest: (session: Session) => void;
  /** Into a room that is mine now, or to where the chat begins. */
  onEnter: (roomId?: string) => void;
}

/** Where a link leads to, for everybody who has it: what it is about, and the way in. */
export function InvitePage({ token, me, onLogIn, onGuest, onEnter }: InvitePageProps) {
  const { t } = useLocale();
  const request = useApi();
  const api = useMemo(() => inviteApi(request), [request]);
  const { loaded, reload } = useLoaded(useCallback(() => api.preview(token), [api, token]));
  const isOver =
    loaded.state === 'failed' && loaded.error instanceof ApiError && loaded.error.code === 'INVITE_INVALID';

  // Whoever has just made an account by a link into the server has used it up, and is where it leads.
  const [isIn] = useState(() => me !== undefined && takeAccepting(registering(token)));
  const isThere = isIn || (me !== undefined && loaded.state === 'ready' && loaded.value.way === 'register');
  const enter = useEffectEvent(onEnter);
  useEffect(() => {
    if (isThere) enter();
  }, [isThere]);
  if (isThere) return null;

  return (
    <Card>
      {loaded.state === 'loading' && (
        <Loading label={t('invite.loading')}>
          <Skeleton className="mx-auto h-4 w-40" />
        </Loading>
      )}
      {isOver && (
        <EmptyState
          icon={<SearchIcon className="size-6" />}
          title={t('invite.invalid')}
          action={<Button onClick={() => onEnter()}>{t('invite.home')}</Button>}
        >
          {t('invite.invalidHint')}
        </EmptyState>
      )}
      {loaded.state === 'failed' && !isOver && <ErrorNote onRetry={reload}>{t('invite.failed')}</ErrorNote>}
      {loaded.state === 'ready' && loaded.value.way === 'register' && (
        <ServerInvitation
          preview={loaded.value}
          onLogIn={() => {
            rememberAccepting(registering(token));
            onLogIn();
          }}
        />
      )}
      {loaded.state === 'ready' && loaded.value.way !== 'register' && (
        <>
          <Invitation token={token} preview={loaded.value} />
          {me ? (
            <MemberEntry api={api} token={token} preview={loaded.value} onEnter={onEnter} />
          ) : (
            <Newcomer
              preview={loaded.value}
              guestForm={<GuestForm api={api} token={token} onGuest={onGuest} />}
              onLogIn={() => {
                rememberAccepting(token);
                onLogIn();
              }}
            />
          )}
        </>
      )}
    </Card>
  );
}

const registering = (token: string) => `register ${token}`;

function Card({ children }: { children: ReactNode }) {
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto bg-surface-0 px-4 pt-[max(2rem,13dvh)] pb-8">
      <div className="w-full max-w-96 animate-appear">
        <p className="mb-6 flex items-center justify-center gap-2.5 font-bold">
          <Logo className="size-7" />
          {PRODUCT}
        </p>
        <div className="rounded-2xl border border-line bg-surface-1 p-6 shadow-sm sm:p-8">{children}</div>
      </div>
    </main>
  );
}

function Invitation({ token, preview: { invitedBy, room } }: { token: string; preview: RoomInvitePreview }) {
  const { t, rich } = useLocale();
  return (
    <div className="mb-6 text-center">
      <p className="mb-4 flex items-center justify-center gap-2 text-13 text-quiet">
        <Avatar user={invitedBy} size={28} />
        <span className="min-w-0 wrap-anywhere">
          {rich('invite.by', { name: <bdi dir="auto">{invitedBy.username}</bdi> })}
        </span>
      </p>
      <span
        aria-hidden="true"
        className="relative mb-3 inline-flex size-12 items-center justify-center rounded-xl bg-accent-soft text-22 text-accent"
      >
        {room.icon ?? <HashIcon className="size-6" />}
        {room.picture && (
          <img
            src={`/api/invites/${encodeURIComponent(token)}/picture`}
            alt=""
            className="absolute inset-0 size-full bg-surface-2"
            style={{ borderRadius: 'inherit', objectFit: 'cover' }}
          />
        )}
      </span>
      <h1 className="text-22 font-bold wrap-anywhere">
        <bdi dir="auto">{room.name}</bdi>
      </h1>
      {room.topic && (
        <p className="mt-1 wrap-anywhere text-quiet text-pretty">
          <bdi dir="auto">{room.topic}</bdi>
        </p>
      )}
      <p className="mt-1 text-13 text-quiet tabular-nums">
        {t('rooms.members', { count: room.memberCount })}
      </p>
    </div>
  );
}

interface NewcomerProps {
  preview: RoomInvitePreview;
  guestForm: ReactNode;
  onLogIn: () => void;
}

function Newcomer({ preview: { way }, guestForm, onLogIn }: NewcomerProps) {
  const { t } = useLocale();
  const isGuest = way === 'guest';
  return (
    <>
      {isGuest && guestForm}
      <Button
        look={isGuest ? 'quiet' : 'primary'}
        size="large"
        className={isGuest ? 'mt-2 w-full' : 'w-full'}
        onClick={onLogIn}
      >
        {t(way === 'ask' ? 'invite.logInToAsk' : 'invite.logIn')}
      </Button>
    </>
  );
}
