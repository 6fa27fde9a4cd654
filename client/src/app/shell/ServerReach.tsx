import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useChatStores } from '../../store';
import { Reach } from '../../ui';

/** Tells all building blocks below whether there is a connection, and draws none of them anew for it. */
export function ServerReach({ children }: { children: ReactNode }) {
  const { connection } = useChatStores();
  return <Reach value={useStore(connection, ({ isOnline }) => isOnline)}>{children}</Reach>;
}
