import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRange } from './byte-range.js';

describe('a range of 100 bytes', () => {
  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=0-9', 0, 10],
    ['bytes=99-', 99, 100],
    ['bytes=0-', 0, 100],
    ['bytes=90-1000', 90, 100],
    ['bytes=-1', 99, 100],
    ['bytes=-100', 0, 100],
    ['bytes=-5000', 0, 100],
    ['bytes=5-99999999999999999999999999', 5, 100],
    ['BYTES = 5 - 6 ', 5, 7],
  ])('is a part: %s', (header, start, end) => {
    expect(readRange(header, 100)).toEqual({ start, end });
  });

  it.each(['bytes=5-2', 'bytes=100-', 'bytes=100-200', 'bytes=-0', 'bytes=99999999999999999999-'])(
    'asks for what is not there: %s',
    (header) => {
      expect(readRange(header, 100)).toBe('unsatisfiable');
    },
  );

  it.each([
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=1-2,4-5',
    'lines=1-2',
    'bytes=--1',
  ])('is the whole: %s', (header) => {
    expect(readRange(header, 100)).toBeUndefined();
  });

  it('never leaves the file, whatever is asked for', () => {
    const position = fc.oneof(fc.constant(''), fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String));
    fc.assert(
      fc.property(position, position, fc.nat(1_000), (first, last, size) => {
        const range = readRange(`bytes=${first}-${last}`, size);
        if (typeof range !== 'object') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.start).toBeLessThan(range.end);
        expect(range.end).toBeLessThanOrEqual(size);
      }),
    );
  });

  it.each(['bytes=0-', 'bytes=-1', 'bytes=0-0'])('of no bytes at all is not there: %s', (header) => {
    expect(readRange(header, 0)).toBe('unsatisfiable');
  });
});
