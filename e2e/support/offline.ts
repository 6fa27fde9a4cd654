import type { Page } from '@playwright/test';

/** All that the client may need has been fetched for when there is no connection. Needs `serviceWorkers: 'allow'`. */
export const isKept = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
  });
