import { useCallback } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { useLoaded } from '../../lib/use-loaded';
import { useChatStores } from '../../store';

/** What the server says at a path, asked anew when the connection is back; undefined while that is unknown, and where nothing is. */
export function useAccountState<State>(path: string): { state: State | undefined; reload: () => void } {
  const { request } = useApi();
  const load = useCallback(async () => (await request<State>({ path })).body, [request, path]);
  const isOnline = useStore(useChatStores().connection, (state) => state.isOnline);
  const { known, reload } = useLoaded(load, isOnline);
  return { state: known, reload };
}
