import type { ThreadItem } from '@chatket/contract';
import { useCallback } from 'react';
import { useMoreApi } from '../../api/more-api';
import { useLoaded } from '../../lib/use-loaded';

const NONE: readonly ThreadItem[] = [];

/** The threads that I follow, as soon as they are known; none where they cannot be read. */
export function useFollowedThreads(): readonly ThreadItem[] {
  const api = useMoreApi();
  const { known } = useLoaded(useCallback(() => api.threads(false), [api]));
  return known ?? NONE;
}
