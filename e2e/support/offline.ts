import { expect, type Page } from '@playwright/test';

/** All that the client may need has been fetched for when there is no connection. Needs `serviceWorkers: 'allow'`. */
export const isKept = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
  });

/** The device has kept that somebody is in a room: a page that is loaded again draws it with the others, at once. */
export const isRoomKept = (page: Page, roomId: string): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(async (wanted) => {
        const answerOf = <T>(asked: IDBRequest<T>) =>
          new Promise<T>((resolve, reject) => {
            asked.onsuccess = () => resolve(asked.result);
            asked.onerror = () => reject(asked.error ?? new Error('IndexedDB'));
          });
        const isKept = async ({ name = '' }: IDBDatabaseInfo) => {
          const database = await answerOf(indexedDB.open(name));
          try {
            if (!database.objectStoreNames.contains('lists')) return false;
            const lists = database.transaction('lists').objectStore('lists');
            const rooms: unknown = await answerOf(lists.get('rooms'));
            return Array.isArray(rooms) && rooms.some(({ id }: { id: string }) => id === wanted);
          } finally {
            database.close();
          }
        };
        return (await Promise.all((await indexedDB.databases()).map(isKept))).includes(true);
      }, roomId),
    )
    .toBe(true);

/** How many files on their way out this device keeps. */
export const keptFiles = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const answerOf = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error ?? new Error('IndexedDB'));
      });
    const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith('chatket-files-'));
    if (!found?.name) return 0;
    const database = await answerOf(indexedDB.open(found.name));
    try {
      return await answerOf(database.transaction('blobs').objectStore('blobs').count());
    } finally {
      database.close();
    }
  });
