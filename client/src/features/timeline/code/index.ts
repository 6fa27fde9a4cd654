import type { ReactNode } from 'react';

const LONGEST = 10_000;
const KEPT = 60;
/** Where browsers do not tell when they are idle. */
const IDLE_MS = 50;

/** Drawn before, in case the row comes back into sight; the oldest go first. */
const known = new Map<string, ReactNode>();

function keyOf(text: string, language: string): string {
  return `${language}\n${text}`;
}

/** What was made of this code before, at once. */
export function knownHighlight(text: string, language: string | undefined): ReactNode {
  return language === undefined ? undefined : known.get(keyOf(text, language));
}

/**
 * Colours code when the browser has nothing else to do. Very long code stays as it is.
 * @param done is told when there is something new to be seen
 * @returns a function that makes it stop
 */
export function highlightLater(text: string, language: string | undefined, done: () => void): () => void {
  if (language === undefined || text.length > LONGEST || known.has(keyOf(text, language)))
    return () => undefined;
  let isWanted = true;
  import('./highlight').then(
    ({ highlight }) =>
      idle(() => {
        if (!isWanted) return;
        keep(keyOf(text, language), highlight(text, language));
        done();
      }),
    // Without colours it reads as well.
    () => undefined,
  );
  return () => (isWanted = false);
}

function keep(key: string, drawn: ReactNode): void {
  known.set(key, drawn);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
}

function idle(task: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(task);
  else setTimeout(task, IDLE_MS);
}
