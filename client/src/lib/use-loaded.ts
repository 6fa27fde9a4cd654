import { useCallback, useEffect, useState } from 'react';
import { useTriesAfter } from './use-tries';

export type Loaded<T> =
  { state: 'loading' } | { state: 'failed'; error: unknown } | { state: 'ready'; value: T };

interface Reading<T> {
  loaded: Loaded<T>;
  /** What was read last, also where reading it anew has failed; undefined until there is something. */
  known: T | undefined;
  /** Reads it anew. Until that is done everything stays as it is. */
  reload: () => void;
  /** The same, and forgets that it has failed. */
  retry: () => void;
  /** Changes what is known without reading it. */
  change: (to: (known: T | undefined) => T) => void;
}

/**
 * What `load` gives, read anew when it is another function, and now and then while nobody answers. An answer that nobody waits
 * for any more changes nothing.
 * @param version another one says that what is read has changed
 */
export function useLoaded<T>(load: () => Promise<T>, version?: unknown): Reading<T> {
  const [read, setRead] = useState<{ value: T }>();
  const [failure, setFailure] = useState<{ error: unknown }>();
  const [round, setRound] = useState(0);
  const tries = useTriesAfter(failure?.error);

  useEffect(() => {
    let isCurrent = true;
    load().then(
      (value) => {
        if (!isCurrent) return;
        setRead({ value });
        setFailure(undefined);
      },
      (error: unknown) => {
        if (isCurrent) setFailure({ error });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [load, round, tries, version]);

  const reload = useCallback(() => setRound((count) => count + 1), []);
  const retry = useCallback(() => {
    setFailure(undefined);
    reload();
  }, [reload]);
  const change = useCallback((to: (known: T | undefined) => T) => {
    setRead((before) => ({ value: to(before?.value) }));
  }, []);
  return { loaded: loadedOf(read, failure), known: read?.value, reload, retry, change };
}

function loadedOf<T>(read: { value: T } | undefined, failure: { error: unknown } | undefined): Loaded<T> {
  if (failure) return { state: 'failed', ...failure };
  return read ? { state: 'ready', ...read } : { state: 'loading' };
}
