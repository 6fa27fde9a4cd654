const CHECK_MS = 60 * 60_000;

/**
 * Registers the service worker and calls back when a new version of the client waits.
 * @returns what shows that version
 */
export function followWorker(onReady: () => void): () => void {
  let waiting: ServiceWorker | undefined;
  let isReloading = false;

  function noteWaiting(worker: ServiceWorker | null) {
    // The first worker ever replaces nothing.
    if (!worker || !navigator.serviceWorker.controller) return;
    waiting = worker;
    onReady();
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

  const hadController = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isReloading) window.location.reload();
    // Another tab has gone ahead: this one still shows the old version.
    else if (hadController) onReady();
  });
  // A browser that forbids it, or a failed download: the next visit tries again.
  const begin = () => void register().catch(() => undefined);
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });

  return () => {
    if (waiting?.state !== 'installed') return window.location.reload();
    isReloading = true;
    waiting.postMessage('take-over');
  };
}
