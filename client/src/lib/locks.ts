import { Silence, STORAGE_PATIENCE_MS, within } from './within';

const queues = new Map<string, Promise<unknown>>();

/** What is known of the Web Locks API of this browser. It has worked once it has granted a lock to anybody. */
let standing: 'untried' | 'works' | 'broken' = 'untried';

/**
 * Runs the task while no other tab runs one of the same name. Without the Web Locks API (old browsers, plain http), or
 * where it refuses or does not answer, the name is exclusive in this tab only.
 */
export async function exclusive<T>(name: string, task: () => Promise<T>): Promise<T> {
  const locks = browserLocks();
  if (!locks) return inThisTab(name, task);
  let isAbandoned = false;
  let running: Promise<T> | undefined;
  const granted = request(locks, name, () => {
    if (isAbandoned) return Promise.resolve();
    standing = 'works';
    return (running = task()).catch(() => undefined);
  });
  try {
    await Promise.race([granted, silenceOf(locks, name, () => running !== undefined)]);
  } catch {
    // Refused, or silent. A task that runs all the same is waited for below.
    if (!running) {
      standing = 'broken';
      isAbandoned = true;
    }
  }
  return running ?? inThisTab(name, task);
}

/** Holds a name until the promise settles; any number may hold it. Nothing happens where there are no locks. */
export function holdShared(name: string, until: Promise<void>): void {
  const hold = async () => browserLocks()?.request(name, { mode: 'shared' }, () => until);
  hold().catch(() => undefined); // a sign for other tabs, and nothing depends on it
}

/** @returns whether any tab of this browser holds the name, as far as it can be known */
export async function isHeld(name: string): Promise<boolean> {
  const locks = browserLocks();
  return locks !== undefined && !(await isIdle(locks, name));
}

/** A manager that cannot be asked counts as one that holds nothing. */
async function isIdle(locks: LockManager, name: string): Promise<boolean> {
  const query = async () => locks.query();
  const { held = [] } = await within(STORAGE_PATIENCE_MS, query()).catch(() => ({ held: [] }));
  return !held.some((lock) => lock.name === name);
}

function browserLocks(): LockManager | undefined {
  if (standing === 'broken' || typeof navigator === 'undefined') return undefined;
  try {
    return navigator.locks;
  } catch {
    return undefined;
  }
}

/** Also turns what the API throws at once into a rejection. */
async function request(locks: LockManager, name: string, run: () => Promise<unknown>): Promise<void> {
  await locks.request(name, run);
}

/** Rejects when nobody holds the name and it is not granted either; somebody who holds it is waited for. */
async function silenceOf(locks: LockManager, name: string, isGranted: () => boolean): Promise<never> {
  const forever = new Promise<never>(() => undefined);
  if (standing === 'works') return forever;
  await new Promise((resolve) => setTimeout(resolve, STORAGE_PATIENCE_MS));
  if (isGranted() || !(await isIdle(locks, name)) || isGranted()) return forever;
  throw new Silence();
}

function inThisTab<T>(name: string, task: () => Promise<T>): Promise<T> {
  const run = (queues.get(name) ?? Promise.resolve()).then(task, task);
  const settled = run.catch(() => undefined);
  queues.set(name, settled);
  void settled.then(() => {
    if (queues.get(name) === settled) queues.delete(name);
  });
  return run;
}
