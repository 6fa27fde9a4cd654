import { describe, expect, it } from '@jest/globals';
import { paceOf } from './pace-of-index.js';

describe('the pace of the index', () => {
  it('leaves senders alone while it is not late', () => {
    for (const lateMs of [-5, 0, 500])
      expect(paceOf({ isBusy: true, lateMs })).toEqual({ limit: 300, rest: 3 });
  });

  it('is faster when it is late, and rests as long as it works', () => {
    for (const lateMs of [501, 60_000])
      expect(paceOf({ isBusy: true, lateMs })).toEqual({ limit: 1_000, rest: 1 });
  });

  it('knows no rest where little is sent', () => {
    expect(paceOf({ isBusy: false, lateMs: 0 })).toEqual({ limit: 300, rest: 0 });
    expect(paceOf({ isBusy: false, lateMs: 60_000 })).toEqual({ limit: 1_000, rest: 0 });
  });
});
