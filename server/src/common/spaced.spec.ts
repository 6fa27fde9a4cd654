import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Spaced } from './spaced.js';

const INTERVAL_MS = 1_000;

let passed: [key: string, items: number[], at: number][];
let spaced: Spaced<number>;
let began: number;

beforeEach(() => {
  jest.useFakeTimers();
  began = performance.now();
  passed = [];
  spaced = new Spaced(INTERVAL_MS, (key, items) => passed.push([key, items, performance.now() - began]));
});
afterEach(() => {
  jest.useRealTimers();
});

describe('what is spaced', () => {
  it('goes on at once after a quiet time, then together, once in an interval', () => {
    spaced.add('a', [1]);
    spaced.add('a', [2, 3]);
    spaced.add('a', [4]);
    jest.advanceTimersByTime(3 * INTERVAL_MS);
    spaced.add('a', [5]);
    expect(passed).toEqual([
      ['a', [1], 0],
      ['a', [2, 3, 4], 1_000],
      ['a', [5], 3_000],
    ]);
  });

  it('never goes on twice within an interval, whenever another key has begun', () => {
    spaced.add('other', [0]);
    jest.advanceTimersByTime(950);
    spaced.add('a', [1]);
    jest.advanceTimersByTime(100);
    spaced.add('a', [2]);
    jest.advanceTimersByTime(2 * INTERVAL_MS);
    expect(passed.filter(([key]) => key === 'a')).toEqual([
      ['a', [1], 950],
      ['a', [2], 1_950],
    ]);
  });

  it('has each key go on at its own time', () => {
    for (const [key, at] of [
      ['a', 0],
      ['b', 300],
      ['c', 600],
    ] as const) {
      jest.advanceTimersByTime(began + at - performance.now());
      spaced.add(key, [1]);
      spaced.add(key, [2]);
    }
    jest.advanceTimersByTime(2 * INTERVAL_MS);
    expect(passed.slice(3).map(([key, , at]) => [key, at])).toEqual([
      ['a', 1_000],
      ['b', 1_300],
      ['c', 1_600],
    ]);
  });

  it('runs one timer, and none while everything is quiet', () => {
    expect(jest.getTimerCount()).toBe(0);
    spaced.add('a', [1]);
    spaced.add('b', [1]);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(2 * INTERVAL_MS);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('holds nothing back when it has been stopped', () => {
    spaced.add('a', [1]);
    spaced.add('a', [2]);
    spaced.stop();
    spaced.add('a', [3]);
    spaced.add('a', [4]);
    expect(passed.map(([, items]) => items)).toEqual([[1], [2], [3], [4]]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
