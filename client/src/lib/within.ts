/** How long a storage of the browser may take before the page goes on without it. */
export const STORAGE_PATIENCE_MS = 2_000;

/** Thrown where something has not answered in time. */
export class Silence extends Error {
  override readonly name = 'Silence';
}

/** Settles like the promise, or rejects with a `Silence` when the time is over. */
export function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Silence()), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
