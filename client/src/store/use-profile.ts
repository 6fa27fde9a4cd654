import type { Profile } from '@chatket/contract';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useChatStores } from './context';

/** While people are on the screen, what they tell of themselves is asked for. @param ids joined by commas */
export function useShown(ids: string): void {
  const { profiles } = useChatStores();
  useEffect(() => {
    const { shown } = profiles;
    const all = ids === '' ? [] : ids.split(',');
    for (const id of all) {
      shown.set(id, (shown.get(id) ?? 0) + 1);
      void profiles.ask?.(id);
    }
    return () => {
      for (const id of all) {
        const left = (shown.get(id) ?? 1) - 1;
        if (left) shown.set(id, left);
        else shown.delete(id);
      }
    };
  }, [profiles, ids]);
}

/** What somebody tells of themselves, asked for while they are shown; nothing where that is nothing. */
export function useProfile(id: string): Profile | undefined {
  const { profiles } = useChatStores();
  useShown(id);
  return useStore(profiles, (known) => known[id]);
}
