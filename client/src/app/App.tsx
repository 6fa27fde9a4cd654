import { isGuestName } from '@chatket/contract';
import { Suspense, useState, type ReactNode } from 'react';
import { Redirect, Route, Router, Switch, useLocation, useSearchParams } from 'wouter';
import { useStore } from 'zustand';
import { ApiProvider, createApi } from '../api';
import { LoginPage } from '../features/auth';
import { withTexts } from '../i18n';
import { later, leaveLayers, missing } from '../lib';
import { RealtimeProvider } from '../realtime';
import { ChatStoresProvider, PageStoresProvider, usePageStores } from '../store';
import { Toaster } from '../ui';
import type { Chat } from './session/chat';
import { ChatShell } from './shell/ChatShell';
import { ErrorBoundary } from './shell/ErrorBoundary';
import type { Page } from './session/page';

const Doors = later(async () => (await import('./shell/Doors')).Doors);
const MissingParts = later(async () => (await withTexts(import('./shell/MissingParts'))).MissingParts);
const UpdatePrompt = later(async () => (await withTexts(import('./shell/UpdatePrompt'))).UpdatePrompt);

/** What stood behind the # when the page was opened: a link of a mail waits while a login of before turns out to be over. */
const OPENED_WITH = window.location.pathname === '/login' ? window.location.hash : '';

interface AppProps {
  page: Page;
  /** Every piece in every state, for those who build it. */
  gallery?: ReactNode;
}

export function App({ page, gallery }: AppProps) {
  const chat = useStore(page.chat, (state) => state.chat);
  return (
    <ErrorBoundary>
      <PageStoresProvider value={page.stores}>
        <Router aroundNav={leaveLayers}>
          <Switch>
            {gallery && <Route path="/gallery">{gallery}</Route>}
            <Route path={/^\/(invite|setup|device)\b/}>
              <Suspense>
                <Doors page={page} chat={chat} />
              </Suspense>
            </Route>
            <Route>
              {chat ? <LoggedIn chat={chat} onLogOut={() => page.logOut(chat)} /> : <LoggedOut />}
            </Route>
          </Switch>
        </Router>
        <PageToasts page={page} />
        <PageUpdates page={page} />
      </PageStoresProvider>
    </ErrorBoundary>
  );
}

function LoggedIn({ chat, onLogOut }: { chat: Chat; onLogOut: () => void }) {
  return (
    <PageStoresProvider value={chat.page}>
      <ApiProvider value={chat.api}>
        <RealtimeProvider value={chat.realtime}>
          <ChatStoresProvider value={chat.stores}>
            <Switch>
              <Route path="/login">
                <AfterLogin />
              </Route>
              <Route path="/name">
                {isGuestName(chat.stores.me.username) ? (
                  <Suspense>
                    <LoginPage isOfGuest />
                  </Suspense>
                ) : (
                  <Redirect replace to="/" />
                )}
              </Route>
              <Route>
                <ChatShell
                  key={chat.stores.me.id}
                  onReload={() => void chat.roomList.load()}
                  onLogOut={onLogOut}
                />
              </Route>
            </Switch>
          </ChatStoresProvider>
        </RealtimeProvider>
      </ApiProvider>
    </PageStoresProvider>
  );
}

function LoggedOut() {
  const [path] = useLocation();
  const [api] = useState(() => createApi());
  const isOver = useStore(usePageStores().session, ({ notice }) => notice !== undefined);
  if (path !== '/login') {
    const next = path === '/' ? '' : `?next=${encodeURIComponent(path)}`;
    return <Redirect replace to={`/login${next}${isOver ? OPENED_WITH : ''}`} />;
  }
  return (
    <ApiProvider value={api}>
      <Suspense fallback={<main className="h-full bg-surface-0" />}>
        <LoginPage />
      </Suspense>
    </ApiProvider>
  );
}

/** Back to where the person wanted to go. Only places inside the client count. */
function AfterLogin() {
  const [parameters] = useSearchParams();
  const next = parameters.get('next') ?? '/';
  return <Redirect replace to={/^\/[\w-]/u.test(next) ? next : '/'} />;
}

function PageUpdates({ page }: { page: Page }) {
  const isReady = useStore(page.updates.state, (state) => state.isReady);
  const isMissing = useStore(missing, ({ count }) => count > 0);
  return (
    <div role="status">
      <Suspense>
        {isReady && <UpdatePrompt updates={page.updates} />}
        {isMissing && <MissingParts />}
      </Suspense>
    </div>
  );
}

function PageToasts({ page }: { page: Page }) {
  const toasts = useStore(page.stores.toasts, (state) => state.toasts);
  return <Toaster toasts={toasts} onDismiss={page.stores.toasts.actions.dismiss} />;
}
