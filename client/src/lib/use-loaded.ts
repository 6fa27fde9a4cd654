import { useCallback, useEffect, useState } from 'react';

export type Loaded<T> =
  { state: 'loading' } | { state: 'failed'; error: unknown } | { state: 'ready'; value: T };

/** What `load` gives, read anew when it is another function or when `reload` is called. */
export function useLoaded<T>(load: () => Promise<T>): { loaded: Loaded<T>; reload: () => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const [round, setRound] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      const next = await load().then(
        (value): Loaded<T> => ({ state: 'ready', value }),
        (error: unknown): Loaded<T> => ({ state: 'failed', error }),
      );
      if (isCurrent) setLoaded(next);
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [load, round]);

  return { loaded, reload: useCallback(() => setRound((count) => count + 1), []) };
}
