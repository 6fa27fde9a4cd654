import type { Profile } from '@chatket/contract';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useChatStores } from './context';

/** What somebody tells of themselves, asked for while they are shown; nothing where that is nothing. */
export function useProfile(id: string): Profile | undefined {
  const { profiles } = useChatStores();
  useEffect(() => {
    const { shown } = profiles;
    shown.set(id, (shown.get(id) ?? 0) + 1);
    profiles.ask?.(id);
    return () => {
      const left = (shown.get(id) ?? 1) - 1;
      if (left) shown.set(id, left);
      else shown.delete(id);
    };
  }, [profiles, id]);
  return useStore(profiles, (known) => known[id]);
}
