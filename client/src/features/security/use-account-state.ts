import { useCallback } from 'react';
import { useApi } from '../../api';
import { useLoaded } from '../../lib/use-loaded';

/** What the server says at a path; undefined while it is not known, and where there is no such thing. */
export function useAccountState<State>(path: string): { state: State | undefined; reload: () => void } {
  const { request } = useApi();
  const load = useCallback(async () => (await request<State>({ path })).body, [request, path]);
  const { known, reload } = useLoaded(load);
  return { state: known, reload };
}
