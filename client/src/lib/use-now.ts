import { useCallback, useSyncExternalStore } from 'react';
import { steadyNow } from './steady-now';

const STANDING_MS = 60_000;

/**
 * The present moment in ms, rounded down to `intervalMs` and renewed that often while mounted. With `null` nothing
 * renews it: it is right to the minute whenever the component renders for another reason.
 */
export function useNow(intervalMs: number | null): number {
  return useClock(Date.now, intervalMs);
}

/** The same by the clock that nobody can set. */
export function useSteadyNow(intervalMs: number | null): number {
  return useClock(steadyNow, intervalMs);
}

function useClock(clock: () => number, intervalMs: number | null): number {
  const subscribe = useCallback(
    (onChange: () => void) => {
      if (intervalMs === null) return () => undefined;
      const timer = setInterval(onChange, intervalMs);
      return () => clearInterval(timer);
    },
    [intervalMs],
  );
  const step = intervalMs ?? STANDING_MS;
  return useSyncExternalStore(subscribe, () => Math.floor(clock() / step) * step);
}
