import type { DBSchema, IDBPDatabase } from 'idb';
import { patiently } from './later';
import { reportStorageTrouble } from './storage-trouble';
import { Silence, STORAGE_PATIENCE_MS, within } from './within';

export interface DeviceDatabase<Schema extends DBSchema> {
  /**
   * Runs the task with the database.
   * @throws when the database cannot be had, refuses or does not answer within two seconds; at once while an earlier
   *   task waits for an answer that is overdue
   */
  use: <T>(task: (database: IDBPDatabase<Schema>) => Promise<T>) => Promise<T>;
  /** Calls back when a database that had not answered does so after all. */
  onRecovery: (listener: () => void) => void;
  /** Deletes the database, here and for all tabs; nothing can be kept in it from this page any more. */
  destroy: () => Promise<void>;
}

/** A database of this device that the page can do without: it may be missing, forbidden, broken, full or silent. */
export function openDeviceDatabase<Schema extends DBSchema>(
  name: string,
  createStores: (database: IDBPDatabase<Schema>) => void,
): DeviceDatabase<Schema> {
  const recoveries = new Set<() => void>();
  let opening: Promise<IDBPDatabase<Schema>> | undefined = open();
  let isGivenAway = false;
  let isSilent = false;

  async function open(): Promise<IDBPDatabase<Schema>> {
    const { openDB } = await idb();
    const database = await openDB<Schema>(name, 1, {
      upgrade: createStores,
      // Another tab deletes it, as the person has logged out: what that tab deletes must not come back.
      blocking: () => {
        isGivenAway = true;
        database.close();
      },
      // The browser has closed it by itself: the next task opens it again.
      terminated: () => (opening = undefined),
    });
    return database;
  }

  async function use<T>(task: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    if (isGivenAway) throw new Error(`The database ${name} has been given away`);
    if (isSilent) throw new Silence();
    const answer = attempt(task);
    try {
      return await within(STORAGE_PATIENCE_MS, answer);
    } catch (error) {
      if (error instanceof Silence) awaitRecovery(answer);
      if (!isGivenAway) reportStorageTrouble();
      throw error;
    }
  }

  async function attempt<T>(task: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await task(await (opening ??= open()));
    } catch (error) {
      // Its connection was on its way out already. Anything else would fail again.
      if (!(error instanceof DOMException && error.name === 'InvalidStateError') || isGivenAway) throw error;
      return task(await (opening = open()));
    }
  }

  function awaitRecovery(answer: Promise<unknown>) {
    isSilent = true;
    const recover = () => {
      isSilent = false;
      for (const listener of recoveries) listener();
    };
    answer.then(recover, () => (isSilent = false));
  }

  opening.catch(() => undefined); // whoever uses it hears of it

  return {
    use,
    onRecovery: (listener) => void recoveries.add(listener),
    destroy: async () => {
      isGivenAway = true;
      const close = async () => (await opening)?.close();
      await within(STORAGE_PATIENCE_MS, close()).catch(() => undefined);
      const erase = async () => (await idb()).deleteDB(name);
      await within(STORAGE_PATIENCE_MS, erase()).catch(() => undefined);
    },
  };
}

/** Nobody who is not logged in keeps anything here. */
function idb() {
  return patiently(() => import('idb'));
}
