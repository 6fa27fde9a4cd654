import { useEffect, useState } from 'react';

const SHOWN_MS = 2_400;

/** The message to be set off, for a while from the moment it is in its place. */
export function useHighlight(messageId: string | undefined, isPlaced: boolean): string | undefined {
  const [doneId, setDoneId] = useState<string>();
  const isShown = isPlaced && messageId !== undefined && messageId !== doneId;

  useEffect(() => {
    if (!isShown) return;
    const timer = setTimeout(() => setDoneId(messageId), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isShown, messageId]);

  return isShown ? messageId : undefined;
}
