import { useCallback, useEffect, useState } from 'react';
import { useTriesAfter } from '../../lib/use-tries';
import type { Answer } from './server-api';

const TYPING_PAUSE_MS = 180;

interface Pages<Item> {
  items: readonly Item[];
  nextCursor: string | undefined;
  state: 'loading' | 'ready' | 'failed';
  /** Why the first page could not be read. */
  failure?: unknown;
}

/**
 * A list of the server that is searched by name and loaded page by page.
 * @param load a page; another function is another list
 */
export function usePages<Item extends { id: string }>(load: (cursor?: string) => Promise<Answer<Item>>) {
  const [found, setFound] = useState<Pages<Item>>({ items: [], nextCursor: undefined, state: 'loading' });
  const [round, setRound] = useState(0);
  const tries = useTriesAfter(found.failure);

  useEffect(() => {
    let isCurrent = true;
    const first = async () => {
      try {
        const { body, nextCursor } = await load();
        if (isCurrent) setFound({ items: body, nextCursor, state: 'ready' });
      } catch (failure) {
        if (isCurrent) setFound({ items: [], nextCursor: undefined, state: 'failed', failure });
      }
    };
    const timer = setTimeout(() => void first(), TYPING_PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [load, round, tries]);

  async function loadMore() {
    setFound((before) => ({ ...before, state: 'loading' }));
    try {
      const { body, nextCursor } = await load(found.nextCursor);
      setFound((before) => ({ items: union(before.items, body), nextCursor, state: 'ready' }));
    } catch {
      setFound((before) => ({ ...before, state: 'failed' }));
    }
  }

  /** What was changed here is shown at once. */
  const change = useCallback((id: string, parts: Partial<Item>) => {
    setFound((before) => ({
      ...before,
      items: before.items.map((item) => (item.id === id ? { ...item, ...parts } : item)),
    }));
  }, []);

  return {
    ...found,
    hasMore: found.nextCursor !== undefined,
    change,
    loadMore: () => void loadMore(),
    reload: () => setRound((count) => count + 1),
  };
}

function union<Item extends { id: string }>(known: readonly Item[], more: readonly Item[]): Item[] {
  return [...new Map([...known, ...more].map((item) => [item.id, item])).values()];
}
