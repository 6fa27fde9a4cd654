import { Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { ApiProvider, createApi } from '../../api';
import { SetupPage } from '../../features/auth/more';
import type { Chat } from '../session/chat';
import type { Page } from '../session/page';

interface SetupDoorProps {
  page: Page;
  /** Missing until there is an account. */
  chat: Chat | undefined;
}

/** The link that a new server prints leads here. Its token stands behind the #, which no request holds. */
export function SetupDoor({ page, chat }: SetupDoorProps) {
  const [, navigate] = useLocation();
  const [token] = useState(() => /^#([\w-]+)(?:&|$)/.exec(window.location.hash)?.[1] ?? '');
  const [anonymous] = useState(() => createApi());

  return (
    <ApiProvider value={chat?.api ?? anonymous}>
      <Suspense fallback={<main className="h-full bg-surface-0" />}>
        <SetupPage
          token={token}
          onAccount={(session) => {
            page.stores.session.actions.begin(session);
            // It is used up: nothing is left of it in the history of the browser.
            navigate('/setup', { replace: true });
          }}
          onDone={() => navigate('/', { replace: true })}
        />
      </Suspense>
    </ApiProvider>
  );
}
