import { useCallback } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLoaded } from '../../lib/use-loaded';

/** What a path of the API lists; `items` are missing until it has, `error` says in words why it has not. */
export function useListOf<Item>(path: string): {
  items: readonly Item[] | undefined;
  error: string | undefined;
  reload: () => void;
} {
  const { request } = useApi();
  const load = useCallback(async () => (await request<Item[]>({ path })).body, [request, path]);
  const { loaded, reload } = useLoaded(load);
  return {
    items: loaded.state === 'ready' ? loaded.value : undefined,
    error: loaded.state === 'failed' ? explain(loaded.error) : undefined,
    reload,
  };
}
