import { describe, expect, it } from 'vitest';
import { dayKey, formatCountdown } from './time';

describe('time', () => {
  it('changes the day at midnight', () => {
    expect(dayKey(new Date(2026, 2, 13, 23, 59, 59))).not.toBe(dayKey(new Date(2026, 2, 14)));
  });

  it('counts down to zero and not further', () => {
    expect(formatCountdown(23_000)).toBe('0:23');
    expect(formatCountdown(22_001)).toBe('0:23');
    expect(formatCountdown(3_870_000)).toBe('1:04:30');
    expect(formatCountdown(-5)).toBe('0:00');
  });
});
