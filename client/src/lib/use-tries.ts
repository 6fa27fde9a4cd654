import { useEffect, useState } from 'react';

const AGAIN_MS = 5_000;

/** Another number every few seconds as long as the last failure is that nobody has answered. */
export const useTriesAfter = (failure: unknown): number =>
  useTries((failure as { code?: string } | undefined)?.code === 'OFFLINE');

/** Another number every few seconds while something is missing: a browser does not always tell when there is a network again. */
export function useTries(isMissing: boolean): number {
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!isMissing) return;
    const timer = setInterval(() => setTries((count) => count + 1), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isMissing]);
  return tries;
}
