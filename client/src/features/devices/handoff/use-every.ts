import { useEffect, useEffectEvent } from 'react';

/** Does something again and again while it is wanted, each time when the one before is done. */
export function useEvery(ms: number, isWanted: boolean, task: () => Promise<void>): void {
  const run = useEffectEvent(task);
  useEffect(() => {
    if (!isWanted) return undefined;
    let timer: number | undefined;
    let isOver = false;
    const next = () => {
      timer = window.setTimeout(() => {
        void run().finally(() => !isOver && next());
      }, ms);
    };
    next();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [isWanted, ms]);
}
