/**
 * Whether this device keeps what it is given. Storage is optional: each of its homes (`local-storage`,
 * `device-database`, `locks`, `tab-channel`) goes on in memory where the browser forbids it, breaks it, is full or does
 * not answer, and says so here.
 */
let isInTrouble = false;
const listeners = new Set<() => void>();

/** Something could not be kept. Only the first report counts. */
export function reportStorageTrouble(): void {
  if (isInTrouble) return;
  isInTrouble = true;
  for (const listener of listeners) listener();
}

/** Calls back once, at the first trouble, or soon if there was one already. */
export function onStorageTrouble(listener: () => void): void {
  if (isInTrouble) queueMicrotask(listener);
  else listeners.add(listener);
}
