import { createStore, type StoreApi } from 'zustand/vanilla';

const CHECK_MS = 60 * 60_000;

export interface Updates {
  /** Whether a new version of the client waits to be shown. */
  state: StoreApi<{ isReady: boolean }>;
  /** Shows the new version. Nothing but this loads the page again. */
  reload: () => void;
}

/** Keeps the client for offline use and watches for a new version of it. Only where browsers allow it: over HTTPS. */
export function followUpdates(): Updates {
  const state = createStore(() => ({ isReady: false }));
  let waiting: ServiceWorker | undefined;
  let isReloading = false;

  function noteWaiting(worker: ServiceWorker | null) {
    // The first worker ever replaces nothing.
    if (!worker || !navigator.serviceWorker.controller) return;
    waiting = worker;
    state.setState({ isReady: true });
  }

  async function register() {
    const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
    noteWaiting(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const next = registration.installing;
      next?.addEventListener('statechange', () => {
        if (next.state === 'installed') noteWaiting(next);
      });
    });
    const check = () => void registration.update().catch(() => undefined);
    setInterval(check, CHECK_MS);
    window.addEventListener('online', check);
  }

  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    const hadController = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (isReloading) window.location.reload();
      // Another tab has gone ahead: this one still shows the old version.
      else if (hadController) state.setState({ isReady: true });
    });
    // A browser that forbids it, or a failed download: the next visit tries again.
    const begin = () => void register().catch(() => undefined);
    if (document.readyState === 'complete') begin();
    else window.addEventListener('load', begin, { once: true });
  }

  return {
    state,
    reload: () => {
      if (waiting?.state !== 'installed') return window.location.reload();
      isReloading = true;
      waiting.postMessage('take-over');
    },
  };
}
