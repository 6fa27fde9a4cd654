import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { later, missing, patiently, untilThere } from './later';

const Part = () => null;
const failing = () => vi.fn(() => Promise.reject<typeof Part>(new TypeError('Failed to fetch')));
/** It succeeds when it is called for the nth time. */
const endingAt = (task: ReturnType<typeof failing>, nth: number) => () =>
  task().catch((error: unknown) => {
    if (task.mock.calls.length < nth) throw error;
    return Part;
  });
/** What the server says to whoever asks whether it is there. */
const network = (isThere: boolean) =>
  vi.stubGlobal('fetch', () =>
    isThere ? Promise.resolve({ ok: false }) : Promise.reject(new TypeError('Failed to fetch')),
  );

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
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

  it('is waited for while nobody can be reached, with a pause between the tries', async () => {
    const task = failing();
    network(false);
    const got = patiently(endingAt(task, 5));
    await vi.advanceTimersByTimeAsync(2_900);
    expect(task).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await got).toBe(Part);
    expect(task).toHaveBeenCalledTimes(5);
  });

  it('is tried once more when somebody answers again: it failed before that', async () => {
    const task = failing();
    network(true);
    const got = patiently(endingAt(task, 2));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await got).toBe(Part);
  });

  it('has failed where it fails once more while the server answers, whatever that says', async () => {
    const task = failing();
    network(true);
    const got = patiently(task).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await got).toBeInstanceOf(TypeError);
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('is missing where the server does not give it, which ends nothing, until it comes after all', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const isMissing = () => missing.getState().count;
    network(true);
    const tasks = [failing(), failing()] as const;
    const got = tasks.map((task) => untilThere(task));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(isMissing()).toBe(2);
    expect(said).toHaveBeenCalledWith(expect.any(TypeError));
    // What is tried again is missing meanwhile.
    await vi.advanceTimersByTimeAsync(120_000);
    expect(isMissing()).toBe(2);
    tasks[0].mockResolvedValueOnce(Part);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await got[0]).toBe(Part);
    expect(isMissing()).toBe(1);
    tasks[1].mockResolvedValueOnce(Part);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isMissing()).toBe(0);
  });
});
