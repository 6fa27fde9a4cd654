import { reportStorageTrouble } from './storage-trouble';

const PREFIX = 'chatket:';

/** What this page knows better than the storage, which did not take it. Without a value: it was removed. */
const unkept = new Map<string, string | undefined>();

/** A value kept in this browser. Storage that is forbidden or damaged reads as what this page wrote, or the fallback. */
export function readLocal<T>(key: string, isValid: (value: unknown) => value is T, fallback: T): T {
  try {
    const value: unknown = JSON.parse((unkept.has(key) ? unkept.get(key) : stored(key)) ?? 'null');
    return isValid(value) ? value : fallback;
  } catch {
    return fallback; // somebody has damaged it
  }
}

/** Keeps a value in this browser, or else in this page; `undefined` removes it. Says whether the browser took it. */
export function writeLocal(key: string, value: unknown): boolean {
  const text = value === undefined ? undefined : JSON.stringify(value);
  try {
    if (text === undefined) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, text);
    unkept.delete(key);
    return true;
  } catch {
    unkept.set(key, text);
    reportStorageTrouble();
    return false;
  }
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    reportStorageTrouble();
    return null;
  }
}

/** Calls back when another tab changes the value. Returns the function that ends it. */
export function onLocalChange(key: string, listener: () => void): () => void {
  const handle = (event: StorageEvent) => {
    if (event.key === PREFIX + key || event.key === null) listener();
  };
  window.addEventListener('storage', handle);
  return () => window.removeEventListener('storage', handle);
}

/** The keys that begin so, without that beginning. None where storage is forbidden. */
export function localKeys(beginning: string): string[] {
  const whole = PREFIX + beginning;
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(whole))
      .map((key) => key.slice(whole.length));
  } catch {
    return [];
  }
}

/**
 * Calls back with what follows the beginning of a key when another tab changes such a value, and without anything when
 * all of them may have changed: they were cleared, or the page was put aside for a while and heard nothing.
 * Returns the function that ends it.
 */
export function onLocalChanges(beginning: string, listener: (rest?: string) => void): () => void {
  const whole = PREFIX + beginning;
  const onStorage = ({ key }: StorageEvent) => {
    if (key === null) listener();
    else if (key.startsWith(whole)) listener(key.slice(whole.length));
  };
  const onPageShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) listener();
  };
  window.addEventListener('storage', onStorage);
  window.addEventListener('pageshow', onPageShow);
  return () => {
    window.removeEventListener('storage', onStorage);
    window.removeEventListener('pageshow', onPageShow);
  };
}

export function isRecordOf<T>(isItem: (value: unknown) => value is T) {
  return (value: unknown): value is Record<string, T> =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(isItem);
}

export const isString = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is number => typeof value === 'number';
