import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Crowd } from './crowd.js';

const GATHER_MS = 4;

let gone: number;
let crowd: Crowd;
let processes: number;

beforeEach(() => {
  jest.useFakeTimers();
  gone = 0;
  processes = 1;
  crowd = new Crowd(
    () => processes,
    () => (gone += 1),
  );
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a crowd', () => {
  it('is none before anything was sent, and none where few send', () => {
    expect(crowd.isGathering(1)).toBe(false);
    crowd.note(3);
    expect(crowd.isGathering(1)).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gathers until its time is over, counted from the beginning of the batch', () => {
    crowd.note(4);
    jest.advanceTimersByTime(GATHER_MS - 1);
    expect(crowd.willGo(1)).toBe(false);
    expect(crowd.isGathering(1)).toBe(true);
    expect(crowd.isGathering(2)).toBe(true);
    expect([crowd.willGo(31), crowd.willGo(32)]).toEqual([true, false]);
    expect(gone).toBe(0);
    jest.advanceTimersByTime(1);
    expect(gone).toBe(1);
    expect(crowd.willGo(3)).toBe(false);
    expect(crowd.isGathering(3)).toBe(false);
  });

  it.each([
    [2, 8],
    [3, 12],
    [10, 12],
  ])('of %i processes gathers for %i ms', (count, gatherMs) => {
    processes = count;
    crowd.note(4);
    expect(crowd.isGathering(1)).toBe(true);
    jest.advanceTimersByTime(gatherMs - 1);
    expect(gone).toBe(0);
    jest.advanceTimersByTime(1);
    expect(gone).toBe(1);
  });

  it('waits for nothing when the batch took longer than that', () => {
    crowd.note(4);
    jest.advanceTimersByTime(GATHER_MS);
    expect(crowd.isGathering(1)).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits for no more when enough wait', () => {
    crowd.note(4);
    expect(crowd.isGathering(31)).toBe(true);
    expect(crowd.isGathering(32)).toBe(false);
  });

  it('has a time that belongs to the batch that began last', () => {
    crowd.note(4);
    expect(crowd.isGathering(31)).toBe(true);
    jest.advanceTimersByTime(GATHER_MS - 1);
    expect(crowd.isGathering(32)).toBe(false);
    crowd.note(32);
    jest.advanceTimersByTime(1);
    expect(crowd.isGathering(1)).toBe(true);
    expect(gone).toBe(0);
    jest.advanceTimersByTime(GATHER_MS);
    expect(gone).toBe(1);
  });
});
