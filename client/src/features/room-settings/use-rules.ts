import type { ModerationRule, RuleBody } from '@chatket/contract';
import { useCallback, useMemo } from 'react';
import { useApi } from '../../api';
import { createModerationApi } from '../../api/moderation-api';
import { useLoaded } from '../../lib/use-loaded';

/** The rules of a room, and what is done to them; both reject with an `ApiError`. */
export function useRules(roomId: string) {
  const { request } = useApi();
  const api = useMemo(() => createModerationApi(request), [request]);
  const load = useCallback((): Promise<readonly ModerationRule[]> => api.rules(roomId), [api, roomId]);
  const { loaded, known: rules, retry, change } = useLoaded(load);

  return {
    rules,
    hasFailed: loaded.state === 'failed',
    retry,
    add: async (body: RuleBody) => {
      const rule = await api.setRule(roomId, body);
      change((known = []) => [rule, ...known.filter(({ id }) => id !== rule.id)]);
    },
    remove: async ({ id }: ModerationRule) => {
      await api.removeRule(roomId, id);
      change((known = []) => known.filter((rule) => rule.id !== id));
    },
  };
}
