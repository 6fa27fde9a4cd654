import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatCountdown, steadyNow } from '../../lib';
import { remainingMs } from './use-mute';

describe('a mute', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const TICK_MS = 250;
  const shown = (mute: { forMs: number; until: number }) =>
    formatCountdown(remainingMs(mute, Math.floor(steadyNow() / TICK_MS) * TICK_MS));

  it.each([-600_000, -1, 0, 1, 600_000])('counts down from 0:30 on a clock that is %d ms off', (offMs) => {
    for (let wait = 0; wait < 1_000; wait += 77) {
      vi.advanceTimersByTime(77);
      const mute = { forMs: 30_000, until: steadyNow() + 30_000 };
      vi.setSystemTime(Date.now() + offMs);
      expect(shown(mute)).toBe('0:30');
    }
  });

  it('ends after its time, and the clock of the day has nothing to do with it', () => {
    const mute = { forMs: 30_000, until: steadyNow() + 30_000 };
    vi.advanceTimersByTime(10_000);
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(formatCountdown(remainingMs(mute, steadyNow()))).toBe('0:20');
    vi.setSystemTime(Date.now() - 7_200_000);
    vi.advanceTimersByTime(20_000);
    expect(remainingMs(mute, steadyNow())).toBe(0);
  });

  it('of a page before this one is never longer than it was', () => {
    expect(remainingMs({ forMs: 30_000, until: steadyNow() + 3_600_000 }, steadyNow())).toBe(30_000);
    expect(remainingMs({ forMs: 30_000, until: steadyNow() - 3_600_000 }, steadyNow())).toBe(0);
  });
});
