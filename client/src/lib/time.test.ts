import { describe, expect, it } from 'vitest';
import { dayKey, formatCountdown, formatDay, formatMoment } from './time';

const now = new Date(2026, 2, 14, 10, 30);

describe('time', () => {
  it('is a clock today, has a name yesterday, a date before', () => {
    expect(formatMoment(new Date(2026, 2, 14, 9, 5), now)).toBe('09:05');
    expect(formatMoment(new Date(2026, 2, 13, 9, 12), now)).toBe('Yesterday 09:12');
    expect(formatMoment(new Date(2026, 2, 12, 9, 12), now)).toBe('12 Mar');
    expect(formatMoment(new Date(2025, 2, 12), now)).toBe('12 Mar 2025');
  });

  it('names days', () => {
    expect(formatDay(new Date(2026, 2, 14), now)).toBe('Today');
    expect(formatDay(new Date(2026, 2, 13, 23, 59), now)).toBe('Yesterday');
    expect(formatDay(new Date(2026, 2, 12), now)).toBe('Thursday 12 March');
  });

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
