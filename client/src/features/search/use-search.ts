import {
  isEmptySearch,
  parseSearch,
  SEARCH_LIMITS,
  type SearchPage,
  type SearchResult,
} from '@chatket/contract';
import { useEffect, useState } from 'react';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';

/** Nobody types faster than this reads along. */
const PAUSE_MS = 180;
const NOTHING: readonly SearchResult[] = [];

interface Answer {
  asked: string;
  round: number;
  results: readonly SearchResult[];
  page?: SearchPage;
  /** In the person's language. */
  failure?: string;
}

/** What is found while somebody types. What was found before stays until the answer is there. */
export function useSearch(typed: string) {
  const api = useMoreApi();
  const [answer, setAnswer] = useState<Answer>({ asked: '', round: 0, results: NOTHING });
  const [round, setRound] = useState(0);
  const [isLoadingMore, setIsLoadingMore] = useState(false);
  const asked = typed.trim().slice(0, SEARCH_LIMITS.queryMax);
  const query = parseSearch(asked);
  const canAsk = query.problems.length === 0 && !isEmptySearch(query);

  useEffect(() => {
    if (!canAsk) return;
    let isCurrent = true;
    const look = async () => {
      try {
        const page = await api.search({ q: asked, zone: zoneHere() });
        if (isCurrent) setAnswer({ asked, round, results: page.results, page });
      } catch (error) {
        if (isCurrent) setAnswer({ asked, round, results: NOTHING, failure: explain(error) });
      }
    };
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, asked, canAsk, round]);

  const isDone = answer.asked === asked && answer.round === round;
  const cursor = isDone ? answer.page?.nextCursor : undefined;

  async function more() {
    if (cursor === undefined || isLoadingMore) return;
    setIsLoadingMore(true);
    try {
      const page = await api.search({ q: asked, zone: zoneHere(), cursor });
      setAnswer((known) =>
        known.page?.nextCursor === cursor
          ? { ...known, page, results: [...known.results, ...page.results] }
          : known,
      );
    } catch (error) {
      setAnswer((known) => ({ ...known, failure: explain(error) }));
    } finally {
      setIsLoadingMore(false);
    }
  }

  return {
    query,
    asked,
    results: canAsk ? answer.results : NOTHING,
    failure: canAsk && isDone ? answer.failure : undefined,
    isLooking: canAsk && !isDone,
    isDone: canAsk && isDone,
    isPartial: canAsk && answer.page?.isPartial === true,
    isBuilding: canAsk && answer.page?.isBuilding === true,
    hasMore: cursor !== undefined,
    isLoadingMore,
    more: () => void more(),
    retry: () => setRound((number) => number + 1),
  };
}

function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
