import type { Profile, UserRef } from '@chatket/contract';
import { useEffect } from 'react';
import { useChatStores } from '../store';

/** Who has another name than what is kept on this device says of them is given it there. */
export function useCurrentName({ id, username }: UserRef, profile: Profile | undefined): void {
  const { profiles } = useChatStores();
  const current = profile?.username;
  useEffect(() => {
    if (current !== undefined && current !== username) void profiles.heal?.({ id, username });
  }, [profiles, id, username, current]);
}
