import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Pace } from './pace.js';

const INTERVAL_MS = 10;

let passed: [key: string, items: number[]][];
let pace: Pace<number>;
let intervalMs: (gathered: number) => number;

beforeEach(() => {
  jest.useFakeTimers();
  passed = [];
  intervalMs = () => INTERVAL_MS;
  pace = new Pace(
    (gathered) => intervalMs(gathered),
    (key, items) => passed.push([key, items]),
  );
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a pace', () => {
  it('lets on at once what comes after a quiet time', () => {
    pace.add('a', [1]);
    pace.add('b', [2]);
    expect(passed).toEqual([
      ['a', [1]],
      ['b', [2]],
    ]);
    jest.advanceTimersByTime(2 * INTERVAL_MS);
    pace.add('a', [3]);
    expect(passed.at(-1)).toEqual(['a', [3]]);
  });

  it('lets what follows closely go on together, in order, once in an interval', () => {
    pace.add('a', [1]);
    pace.add('a', [2, 3]);
    pace.add('a', [4]);
    expect(passed).toEqual([['a', [1]]]);
    jest.advanceTimersByTime(INTERVAL_MS);
    pace.add('a', [5]);
    expect(passed.slice(1)).toEqual([['a', [2, 3, 4]]]);
    jest.advanceTimersByTime(INTERVAL_MS);
    expect(passed.slice(2)).toEqual([['a', [5]]]);
  });

  it('asks how long an interval is when it begins, by how many waited', () => {
    intervalMs = (gathered) => (gathered >= 3 ? 2 * INTERVAL_MS : INTERVAL_MS);
    pace.add('a', [1]);
    pace.add('b', [2]);
    pace.add('a', [3, 4]);
    pace.add('b', [5]);
    jest.advanceTimersByTime(INTERVAL_MS);
    expect(passed.slice(2)).toEqual([
      ['a', [3, 4]],
      ['b', [5]],
    ]);
    pace.add('a', [6]);
    jest.advanceTimersByTime(2 * INTERVAL_MS - 1);
    expect(passed).toHaveLength(4);
    jest.advanceTimersByTime(1);
    expect(passed.slice(4)).toEqual([['a', [6]]]);
    pace.add('a', [7]);
    jest.advanceTimersByTime(INTERVAL_MS);
    expect(passed.slice(5)).toEqual([['a', [7]]]);
  });

  it('does not make one key wait for another', () => {
    pace.add('a', [1]);
    pace.add('a', [2]);
    pace.add('b', [3]);
    expect(passed).toEqual([
      ['a', [1]],
      ['b', [3]],
    ]);
  });

  it('lets a key on when it is asked to, once', () => {
    pace.add('a', [1]);
    pace.add('a', [2]);
    pace.flush('a');
    pace.flush('a');
    pace.flush('b');
    pace.add('a', [3]);
    expect(passed).toEqual([
      ['a', [1]],
      ['a', [2]],
    ]);
    jest.advanceTimersByTime(INTERVAL_MS);
    expect(passed.slice(2)).toEqual([['a', [3]]]);
  });

  it('runs no timer while everything is quiet', () => {
    expect(jest.getTimerCount()).toBe(0);
    pace.add('a', [1]);
    pace.add('b', [1]);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(INTERVAL_MS);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('holds nothing back when it has been stopped', () => {
    pace.add('a', [1]);
    pace.add('a', [2]);
    pace.stop();
    pace.add('a', [3]);
    pace.add('a', [4]);
    expect(passed.map(([, items]) => items)).toEqual([[1], [2], [3], [4]]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
