import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Updates {
  /** Whether a new version of the client waits to be shown. */
  state: StoreApi<{ isReady: boolean }>;
  /** Shows the new version. Nothing but this loads the page again. */
  reload: () => void;
}

/** Keeps the client for offline use and watches for a new version of it. Only where browsers allow it: over HTTPS. */
export function followUpdates(): Updates {
  const state = createStore(() => ({ isReady: false }));
  let reload = () => window.location.reload();
  const follow = async () => {
    const { followWorker } = await import('./follow-worker');
    reload = followWorker(() => state.setState({ isReady: true }));
  };
  // Where it cannot be had, the next visit tries again.
  if (import.meta.env.PROD && 'serviceWorker' in navigator) follow().catch(() => undefined);
  return { state, reload: () => reload() };
}
