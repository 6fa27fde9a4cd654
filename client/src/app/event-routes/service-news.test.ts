import { describe, expect, it } from 'vitest';
import { isNewInRaid } from './service-news';

/** Made on 1 January 2026 at noon. */
const MADE_AT = Date.UTC(2026, 0, 1, 12);
const hex = MADE_AT.toString(16).padStart(12, '0');
const ID = `${hex.slice(0, 8)}-${hex.slice(8)}-7a55-9a0e-0f6a3f9f4a11`;
const at = (hours: number) => MADE_AT + hours * 3_600_000;
const since = (hours: number) => new Date(at(hours)).toISOString();

describe('an account in a raid of the server', () => {
  it('is new for a day, and for the whole raid when it was made since that began', () => {
    expect(isNewInRaid(ID, since(5), at(6))).toBe(true);
    expect(isNewInRaid(ID, since(5), at(25))).toBe(false);
    expect(isNewInRaid(ID, since(-1), at(25))).toBe(true);
  });

  it('is not new without a raid, or where nobody knows when it was made', () => {
    expect(isNewInRaid(ID, undefined, at(1))).toBe(false);
    expect(isNewInRaid(ID.replace('-7a55', '-4a55'), since(0), at(1))).toBe(false);
  });
});
