import { describe, expect, it } from '@jest/globals';
import { sharesOf } from './pool-shares.js';

describe('the connections of a process', () => {
  it.each([
    [2, { hot: 1, ordinary: 1 }],
    [3, { hot: 2, ordinary: 1 }],
    [10, { hot: 6, ordinary: 4 }],
    [100, { hot: 60, ordinary: 40 }],
  ])('%d are shared out whole, and more of them are for messages', (total, shares) => {
    expect(sharesOf(total)).toEqual(shares);
  });

  it('are two where one is allowed: each way needs its own', () => {
    expect(sharesOf(1)).toEqual({ hot: 1, ordinary: 1 });
  });
});
