import type { MyNotices } from '@chatket/contract';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { askAgain } from '../lib';
import { useChatStores } from './context';
import { useConnections } from './use-connections';

type Request = <T>(request: { path: string }) => Promise<{ body: T }>;

/**
 * How many alerts I have not read, as long as it is shown: counted by the server, and anew whenever something of them is
 * told. Nothing is counted here: several make one line in the list, and others are gone with what was said.
 */
export function useUnreadAlerts(request: Request): number {
  const { bells } = useChatStores();
  const connections = useConnections();
  const { news, unread } = useStore(bells);

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const ask = () => request<MyNotices>({ path: '/me/notifications' });
      const { body } = await askAgain(ask, undefined, () => isCurrent);
      if (isCurrent) bells.setState({ unread: body.unread });
    };
    // Without an answer it is the number of before.
    void load().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [bells, request, news, connections]);

  return unread;
}
