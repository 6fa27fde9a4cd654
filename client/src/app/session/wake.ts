import type { Realtime } from '../../realtime';

const LONG_HIDDEN_MS = 60_000;

/** Looks for news when the network returns and when the page comes back from a long time in the background. */
export function wakeWithThePage(realtime: Realtime): () => void {
  let hiddenAt: number | undefined;
  const onOnline = () => realtime.wake();
  const onVisibility = () => {
    if (document.visibilityState === 'hidden') {
      hiddenAt = Date.now();
    } else if (hiddenAt !== undefined && Date.now() - hiddenAt > LONG_HIDDEN_MS) {
      realtime.wake();
    }
  };
  window.addEventListener('online', onOnline);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    window.removeEventListener('online', onOnline);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
