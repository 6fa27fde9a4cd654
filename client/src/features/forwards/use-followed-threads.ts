import type { ThreadItem } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useMoreApi } from '../../api/more-api';

const NONE: readonly ThreadItem[] = [];

/** The threads that I follow, as soon as they are known; none where they cannot be read. */
export function useFollowedThreads(): readonly ThreadItem[] {
  const api = useMoreApi();
  const [threads, setThreads] = useState(NONE);
  useEffect(() => {
    let isCurrent = true;
    void api.threads(false).then(
      (found) => {
        if (isCurrent) setThreads(found);
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [api]);
  return threads;
}
