import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followBack, leaveLayers, openLayer } from './back';

/** The history of a page, whose ways back take as long as the machine does. */
function setUp({ takesMs }: { takesMs: number }) {
  const page = new EventTarget();
  const entries: { place: string; state: unknown }[] = [
    { place: '/discover', state: null },
    { place: '/rooms/r', state: null },
  ];
  let at = 1;
  const push = (place: string, state: unknown) => {
    entries.splice(at + 1, Infinity, { place, state });
    at += 1;
  };
  vi.stubGlobal('window', page);
  vi.stubGlobal('history', {
    get state() {
      return entries[at]?.state;
    },
    pushState: (state: unknown) => push(place(), state),
    go: (steps: number) =>
      setTimeout(() => {
        at = Math.max(0, at + steps);
        page.dispatchEvent(new Event('popstate'));
      }, takesMs),
  });
  const place = () => entries[at]?.place ?? '';
  const navigate = (to: string, options?: { replace?: boolean }) => {
    if (!options?.replace) return push(to, null);
    entries[at] = { place: to, state: null };
  };
  followBack();
  return { place, navigate, depth: () => entries.length, state: () => entries[at]?.state };
}

/** What is open, and what was told to close. */
function layer() {
  const told = vi.fn();
  return { told, close: openLayer(told) };
}

describe('the way back from what lies over a page, on a machine that takes its time', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it.each([10, 5_000])('leads to the place once, after %i ms', async (takesMs) => {
    const { place, state } = setUp({ takesMs });
    const { close } = layer();
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toEqual({ layer: 1 });
    close();
    await vi.advanceTimersByTimeAsync(20_000);
    expect([place(), state()]).toEqual(['/rooms/r', null]);
  });

  it.each([10, 5_000])('leaves open what is opened meanwhile, after %i ms', async (takesMs) => {
    const { state } = setUp({ takesMs });
    const first = layer();
    await vi.advanceTimersByTimeAsync(0);
    first.close();
    await vi.advanceTimersByTimeAsync(1);
    const second = layer();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(second.told).not.toHaveBeenCalled();
    expect(state()).toEqual({ layer: 1 });
    second.close();
    await vi.advanceTimersByTimeAsync(20_000);
  });

  it.each([10, 5_000])('comes before the place that is chosen, after %i ms', async (takesMs) => {
    const { place, navigate, depth } = setUp({ takesMs });
    const both = [layer(), layer()];
    await vi.advanceTimersByTimeAsync(0);
    leaveLayers(navigate, '/rooms/other');
    for (const { close } of both) close();
    await vi.advanceTimersByTimeAsync(20_000);
    expect([place(), depth()]).toEqual(['/rooms/other', 3]);
  });

  it('is given up where the browser never tells of it', async () => {
    const { place, navigate } = setUp({ takesMs: 1e9 });
    const both = [layer(), layer()];
    await vi.advanceTimersByTimeAsync(0);
    leaveLayers(navigate, '/rooms/other');
    for (const { close } of both) close();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(place()).toBe('/rooms/other');
  });
});
