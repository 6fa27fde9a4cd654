import type { ModerationRule, RuleBody } from '@chatket/contract';
import { useEffect, useMemo, useState } from 'react';
import { useApi } from '../../api';
import { createModerationApi } from '../../api/moderation-api';

/** The rules of a room, and what is done to them; both reject with an `ApiError`. */
export function useRules(roomId: string) {
  const { request } = useApi();
  const api = useMemo(() => createModerationApi(request), [request]);
  const [rules, setRules] = useState<readonly ModerationRule[]>();
  const [hasFailed, setHasFailed] = useState(false);
  const [round, setRound] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    api.rules(roomId).then(
      (found) => isCurrent && setRules(found),
      () => isCurrent && setHasFailed(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, roomId, round]);

  return {
    rules,
    hasFailed,
    retry: () => {
      setHasFailed(false);
      setRound((count) => count + 1);
    },
    add: async (body: RuleBody) => {
      const rule = await api.setRule(roomId, body);
      setRules((known = []) => [rule, ...known.filter(({ id }) => id !== rule.id)]);
    },
    remove: async ({ id }: ModerationRule) => {
      await api.removeRule(roomId, id);
      setRules((known = []) => known.filter((rule) => rule.id !== id));
    },
  };
}
