import type { UserRef } from '@chatket/contract';
import { Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { ApiProvider, createApi } from '../../api';
import { TakeOverPage } from '../../features/devices/more';
import type { Page } from '../session/page';

interface DeviceDoorProps {
  page: Page;
  /** Missing while nobody is logged in. */
  me: UserRef | undefined;
}

/** The code that another device of mine shows leads here. Its token stands behind the #, which no request holds. */
export function DeviceDoor({ page, me }: DeviceDoorProps) {
  const [, navigate] = useLocation();
  const [token] = useState(() => window.location.hash.slice(1));
  const [anonymous] = useState(() => createApi());

  return (
    <ApiProvider value={anonymous}>
      <Suspense fallback={<main className="h-full bg-surface-0" />}>
        <TakeOverPage
          token={token}
          me={me}
          onShown={() => navigate('/device', { replace: true })}
          onLoggedIn={(session) => {
            page.stores.session.actions.begin(session);
            navigate('/', { replace: true });
          }}
          onHome={() => navigate('/', { replace: true })}
        />
      </Suspense>
    </ApiProvider>
  );
}
