import type { Mentioned } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useMoreApi } from '../../api/more-api';
import { useTriesAfter } from '../../lib/use-tries';

interface Mentions {
  /** Undefined until they are there for the first time. */
  mentions: readonly Mentioned[] | undefined;
  hasFailed: boolean;
  hasMore: boolean;
  more: () => void;
}

/** What speaks to me, the newest first, page by page. */
export function useMentions(): Mentions {
  const api = useMoreApi();
  const [mentions, setMentions] = useState<readonly Mentioned[]>();
  const [cursor, setCursor] = useState<string>();
  const [next, setNext] = useState<string>();
  const [round, setRound] = useState(0);
  const [failure, setFailure] = useState<unknown>();
  const hasFailed = failure !== undefined;
  const tries = useTriesAfter(failure);

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const page = await api.mentions(cursor === undefined ? {} : { cursor });
        if (!isCurrent) return;
        setMentions((known = []) => [...(cursor === undefined ? [] : known), ...page.mentions]);
        setNext(page.cursor);
        setFailure(undefined);
      } catch (error) {
        if (isCurrent) setFailure(error);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, cursor, round, tries]);

  function more() {
    if (hasFailed) setRound(round + 1);
    else setCursor(next);
  }
  return { mentions, hasFailed, hasMore: next !== undefined, more };
}
