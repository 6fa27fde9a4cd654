import { type Me, SERVER_ROLES } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useApi } from '../../api';
import { useChatStores } from '../../store';

/** Who was one of those who run the server when it was last asked: shown at once, and asked again. */
const known = new Set<string>();

/** Whether I am one of those who run the server. Without an answer I am not: the page says it all the same. */
export function useRunsServer(): boolean {
  const { request } = useApi();
  const { me } = useChatStores();
  const [runs, setRuns] = useState(known.has(me.id));
  useEffect(() => {
    let isCurrent = true;
    request<Me>({ path: '/users/me' }).then(
      ({ body }) => {
        const isOne = body.serverRole >= SERVER_ROLES.admin;
        if (isOne) known.add(me.id);
        else known.delete(me.id);
        if (isCurrent) setRuns(isOne);
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [request, me.id]);
  return runs;
}
