import { useEffect, useState } from 'react';

/** Becomes true when `isActive` has held for `delayMs`, and false as soon as it no longer holds. */
export function useDelayed(isActive: boolean, delayMs: number): boolean {
  const [hasPassed, setHasPassed] = useState(false);
  useEffect(() => {
    if (!isActive) return;
    const timer = setTimeout(() => setHasPassed(true), delayMs);
    return () => {
      clearTimeout(timer);
      setHasPassed(false);
    };
  }, [isActive, delayMs]);
  return isActive && hasPassed;
}
