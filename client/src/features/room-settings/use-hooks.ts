import type { Hook, NewHook } from '@chatket/contract';
import { useCallback } from 'react';
import { useApi } from '../../api';
import { useLoaded } from '../../lib/use-loaded';

/** The webhooks of a room, and what is done to them; both reject with an `ApiError`. */
export function useHooks(roomId: string) {
  const { request } = useApi();
  const path = `/rooms/${encodeURIComponent(roomId)}/hooks`;
  const load = useCallback(
    async (): Promise<readonly Hook[]> => (await request<Hook[]>({ path })).body,
    [request, path],
  );
  const { loaded, known: hooks, retry, change } = useLoaded(load);

  return {
    hooks,
    hasFailed: loaded.state === 'failed',
    retry,
    make: async (name: string): Promise<NewHook> => {
      const hook = (await request<NewHook>({ method: 'POST', path, body: { name } })).body;
      change((known = []) => [hook, ...known]);
      return hook;
    },
    end: async ({ id }: Hook) => {
      await request({ method: 'DELETE', path: `${path}/${id}` });
      change((known = []) => known.filter((hook) => hook.id !== id));
    },
  };
}
