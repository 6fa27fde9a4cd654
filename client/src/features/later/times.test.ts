import { describe, expect, it } from 'vitest';
import { fromField, presets, toField } from './times';

const at = (day: number, hour = 15, minute = 30) => new Date(2026, 10, day, hour, minute);
const timesOf = (now: Date) => presets(now).map((preset) => toField(preset.at));

describe('times for later', () => {
  it('are those that people mean, on this device', () => {
    // A Thursday.
    expect(timesOf(at(26))).toEqual([
      '2026-11-26T15:50',
      '2026-11-26T16:30',
      '2026-11-27T09:00',
      '2026-11-30T09:00',
    ]);
    // On a Monday the next one; on a Sunday tomorrow.
    expect(timesOf(at(30))[3]).toBe('2026-12-07T09:00');
    expect(timesOf(at(29))[3]).toBe('2026-11-30T09:00');
  });

  it('are taken as they are typed, unless they are over or too far away', () => {
    const now = at(26);
    expect(fromField(toField(at(27)), now)).toEqual(at(27));
    expect(fromField(toField(at(25)), now)).toBe('later.over');
    expect(fromField('', now)).toBe('later.over');
    expect(fromField('2029-01-01T09:00', now)).toBe('later.tooFar');
  });
});
