import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { later, patiently } from './later';

const Part = () => null;
const failing = () => vi.fn(() => Promise.reject<typeof Part>(new TypeError('Failed to fetch')));
/** What the server says to whoever asks whether it is there. */
const network = (isThere: boolean) =>
  vi.stubGlobal('fetch', () =>
    isThere ? Promise.resolve({ ok: false }) : Promise.reject(new TypeError('Failed to fetch')),
  );

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a part of the page that is fetched later', () => {
  it('is tried three times, and again when it is wanted again', async () => {
    const load = failing();
    const { preload } = later(load);
    void preload();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load).toHaveBeenCalledTimes(3);
    void preload();
    await vi.advanceTimersByTimeAsync(0);
    expect(load).toHaveBeenCalledTimes(4);
  });

  it('says when it has come or cannot be had, and nothing more once it is there', async () => {
    const load = failing();
    const { preload } = later(load);
    const failed = preload();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await failed).toBeUndefined();
    load.mockResolvedValueOnce(Part);
    await preload();
    expect(preload()).toBeUndefined();
  });

  it('is waited for while nobody can be reached', async () => {
    const task = failing();
    network(false);
    task.mockImplementationOnce(() => Promise.reject(new TypeError('once')));
    task.mockImplementationOnce(() => Promise.reject(new TypeError('twice')));
    task.mockResolvedValueOnce(Part);
    expect(await patiently(task)).toBe(Part);
    expect(task).toHaveBeenCalledTimes(3);
  });

  it('has failed where the server answers, whatever that says', async () => {
    const task = failing();
    network(true);
    await expect(patiently(task)).rejects.toThrow('Failed to fetch');
    expect(task).toHaveBeenCalledTimes(1);
  });
});
