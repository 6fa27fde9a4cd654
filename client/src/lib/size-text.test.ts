import { describe, expect, it } from 'vitest';
import { durationText, sizeText } from './size-text';

describe('what is said of a file', () => {
  it.each([
    [1, '1 byte'],
    [1_023, '1,023 bytes'],
    [1_536, '1.5 kB'],
    [5 * 1_024 ** 2 + 123, '5 MB'],
    [150 * 1_024 ** 2, '150 MB'],
  ])('%i bytes: %s', (bytes, text) => {
    expect(sizeText(bytes, 'en')).toBe(text);
  });

  it.each([
    [400, '0:00'],
    [65_000, '1:05'],
    [3_725_000, '1:02:05'],
  ])('%i ms: %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
