import { Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { ApiProvider, createApi } from '../../api';
import { InvitePage } from '../../features/invites';
import type { Chat } from '../session/chat';
import type { Page } from '../session/page';

interface InviteDoorProps {
  page: Page;
  /** Missing while nobody is logged in. */
  chat: Chat | undefined;
  token: string;
}

/** A link into a room leads here. */
export function InviteDoor({ page, chat, token }: InviteDoorProps) {
  const [, navigate] = useLocation();
  const [api] = useState(() => chat?.api ?? createApi());

  async function enter(roomId?: string) {
    // Told over the socket too, but perhaps not yet.
    if (roomId !== undefined) await chat?.roomList.load();
    navigate(roomId === undefined ? '/' : `/rooms/${roomId}`, { replace: true });
  }

  return (
    <ApiProvider value={api}>
      <Suspense fallback={<main className="h-full bg-surface-0" />}>
        <InvitePage
          token={token}
          me={chat?.stores.me}
          onLogIn={() => navigate(`/login?next=/invite/${token}`)}
          onGuest={(session) => {
            page.stores.session.actions.begin(session);
            navigate('/', { replace: true });
          }}
          onEnter={(roomId) => void enter(roomId)}
        />
      </Suspense>
    </ApiProvider>
  );
}
