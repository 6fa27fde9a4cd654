import type { Message, UserRef } from '@chatket/contract';
import { useEffect, useState } from 'react';
import type { PendingChange } from '../../store';
import type { createOverlay } from '../../store/overlays';

type Overlay = ReturnType<typeof createOverlay>;

/** Makes messages look as what I did to them will make them. The code for it comes after the first view. */
export function useOverlay(
  me: UserRef,
): (messages: readonly Message[], changes: readonly PendingChange[]) => readonly Message[] {
  const [overlay, setOverlay] = useState<{ lay: Overlay }>();
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const { createOverlay: create } = await import('../../store/overlays');
      if (isCurrent) setOverlay({ lay: create(me) });
    };
    // Without it, what I did shows when the server has told of it.
    load().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [me]);
  return (messages, changes) => overlay?.lay(messages, changes) ?? messages;
}
