import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const isText = (value: unknown): value is string => typeof value === 'string';
const refuse = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

beforeEach(() => void vi.resetModules());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The homes of storage, fresh, in a browser whose `localStorage` is this. */
async function withLocalStorage(storage: unknown) {
  vi.stubGlobal('localStorage', storage);
  const [home, trouble] = await Promise.all([import('./local-storage'), import('./storage-trouble')]);
  const onTrouble = vi.fn();
  trouble.onStorageTrouble(onTrouble);
  return { ...home, onTrouble };
}

describe('values of this device', () => {
  it.each([
    ['is missing', undefined],
    ['refuses', { getItem: refuse, setItem: refuse, removeItem: refuse }],
    [
      'is full',
      {
        getItem: () => null,
        removeItem: () => undefined,
        setItem: () => {
          throw new DOMException('Full', 'QuotaExceededError');
        },
      },
    ],
  ])('live in the page where the storage %s, which is said once', async (_what, storage) => {
    const { readLocal, writeLocal, onTrouble } = await withLocalStorage(storage);
    expect(readLocal('theme', isText, 'system')).toBe('system');
    expect(writeLocal('theme', 'dark')).toBe(false);
    expect(writeLocal('language', 'tr')).toBe(false);
    expect(readLocal('theme', isText, 'system')).toBe('dark');
    writeLocal('theme', undefined);
    expect(readLocal('theme', isText, 'system')).toBe('system');
    expect(onTrouble).toHaveBeenCalledOnce();
  });

  it('are read anew once the storage takes them again', async () => {
    const kept = new Map<string, string>();
    let isFull = true;
    const { readLocal, writeLocal } = await withLocalStorage({
      getItem: (key: string) => kept.get(key) ?? null,
      removeItem: (key: string) => kept.delete(key),
      setItem: (key: string, value: string) => (isFull ? refuse() : kept.set(key, value)),
    });
    writeLocal('theme', 'dark');
    isFull = false;
    writeLocal('theme', 'light');
    kept.set('chatket:theme', '"dark"'); // by another tab
    expect(readLocal('theme', isText, 'system')).toBe('dark');
  });

  it('that somebody has damaged read as the fallback, without alarm', async () => {
    const { readLocal, onTrouble } = await withLocalStorage({ getItem: () => '{"half' });
    expect(readLocal('theme', isText, 'system')).toBe('system');
    expect(onTrouble).not.toHaveBeenCalled();
  });
});

type Run = () => Promise<unknown>;

/** The lock home, fresh, in a browser whose Web Locks API is this. */
async function withLocks(locks: unknown) {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { locks });
  return import('./locks');
}

describe('a task that is exclusive', () => {
  const never = new Promise<never>(() => undefined);

  it.each([
    ['is missing', undefined],
    ['refuses', { request: () => Promise.reject(new DOMException('no', 'SecurityError')) }],
    ['throws', { request: refuse, query: refuse }],
    ['never answers', { request: () => never, query: () => never }],
    ['grants nothing', { request: () => never, query: () => Promise.resolve({ held: [] }) }],
  ])('runs, one at a time in this tab, where the API %s', async (_what, locks) => {
    const { exclusive } = await withLocks(locks);
    const order: string[] = [];
    const task = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 10));
      order.push(`${name} ends`);
      return name;
    };
    const both = Promise.all([exclusive('n', task('one')), exclusive('n', task('two'))]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await both).toEqual(['one', 'two']);
    expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('waits for another tab that holds the name, however long that takes', async () => {
    let grant: () => void = () => undefined;
    const { exclusive } = await withLocks({
      request: (_name: string, run: Run) => new Promise<void>((resolve) => (grant = resolve)).then(run),
      query: () => Promise.resolve({ held: [{ name: 'n' }] }),
    });
    const task = vi.fn(() => Promise.resolve('done'));
    const result = exclusive('n', task);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(task).not.toHaveBeenCalled();
    grant();
    expect(await result).toBe('done');
  });

  it('runs once, though the lock that was given up is granted in the end', async () => {
    let grant: () => void = () => undefined;
    const { exclusive } = await withLocks({
      request: (_name: string, run: Run) => new Promise<void>((resolve) => (grant = resolve)).then(run),
      query: () => never,
    });
    const task = vi.fn(() => Promise.resolve('done'));
    const result = exclusive('n', task);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await result).toBe('done');
    grant();
    await vi.advanceTimersByTimeAsync(0);
    expect(task).toHaveBeenCalledOnce();
  });

  it('fails as the task does', async () => {
    const { exclusive } = await withLocks({ request: (_name: string, run: Run) => run() });
    await expect(exclusive('n', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('is no business of those who only look: they are told that nobody holds the name', async () => {
    const { isHeld, holdShared } = await withLocks({ request: refuse, query: refuse });
    holdShared('n', never);
    expect(await isHeld('n')).toBe(false);
  });
});
