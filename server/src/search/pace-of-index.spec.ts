import { describe, expect, it } from '@jest/globals';
import { GATHER_MS, paceOf } from './pace-of-index.js';

const BUSY = { isBusy: true, lateMs: 0, hasMore: true };

describe('the pace of the index', () => {
  it('leaves senders alone while it is not late', () => {
    for (const lateMs of [-5, 0, 500]) expect(paceOf({ ...BUSY, lateMs })).toEqual({ times: 3, leastMs: 20 });
  });

  it('gathers what is said when nothing is left behind, so that no batch is for a few messages', () => {
    for (const lateMs of [0, 600, 60_000])
      expect(paceOf({ ...BUSY, lateMs, hasMore: false })).toEqual({ times: 3, leastMs: GATHER_MS });
  });

  it('rests as long as it works when it is late, and not at all when half of its time is over', () => {
    for (const lateMs of [501, 1_000]) expect(paceOf({ ...BUSY, lateMs })).toEqual({ times: 1, leastMs: 20 });
    for (const lateMs of [1_001, 60_000])
      expect(paceOf({ ...BUSY, lateMs })).toEqual({ times: 0, leastMs: 0 });
  });

  it('knows no rest where little is sent', () => {
    for (const hasMore of [true, false])
      for (const lateMs of [0, 60_000])
        expect(paceOf({ isBusy: false, lateMs, hasMore })).toEqual({ times: 0, leastMs: 0 });
  });
});
