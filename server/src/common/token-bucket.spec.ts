import { describe, expect, it } from '@jest/globals';
import { TokenBucket } from './token-bucket.js';

const START = 1_000_000;

describe('a token bucket', () => {
  const bucket = () => new TokenBucket({ burst: 3, perSecond: 2 }, START);
  const takes = (from: TokenBucket, now: number, count: number) =>
    Array.from({ length: count }, () => from.take(now));

  it('gives its burst at once and then nothing', () => {
    expect(takes(bucket(), START, 5)).toEqual([true, true, true, false, false]);
  });

  it('fills again by the second', () => {
    const some = bucket();
    takes(some, START, 3);
    expect(takes(some, START + 499, 1)).toEqual([false]);
    expect(takes(some, START + 500, 2)).toEqual([true, false]);
  });

  it('never holds more than its burst', () => {
    const some = bucket();
    takes(some, START, 3);
    expect(takes(some, START + 3_600_000, 5)).toEqual([true, true, true, false, false]);
  });

  it('neither fills nor empties when the clock goes back', () => {
    const some = bucket();
    takes(some, START, 2);
    expect(takes(some, START - 60_000, 2)).toEqual([true, false]);
    expect(takes(some, START - 59_500, 2)).toEqual([true, false]);
  });
});
