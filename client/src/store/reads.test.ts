import { describe, expect, it } from 'vitest';
import { glance, lookAway, raise, readSeq, type Reads } from './reads';

const reads: Reads = { seenSeq: { r: 5 }, glance: undefined };

describe('reads', () => {
  it('never move backwards and stay the same object when nothing is new', () => {
    expect(raise(reads, { r: 3 })).toBe(reads);
    expect(raise(reads, { r: 8, s: 0 }).seenSeq).toEqual({ r: 8, s: 0 });
  });

  it('forget a glance that was not followed by reading', () => {
    const glancing = glance(glance(reads, 'r', 9), 'r', 11);
    expect(glancing.seenSeq).toEqual({ r: 11 });
    expect(readSeq(glancing)).toEqual({ r: 5 });
    expect(lookAway(glancing)).toEqual(reads);
  });

  it('keep what was read during a glance', () => {
    const reading = raise(raise(glance(reads, 'r', 9), { r: 7 }), { s: 2 });
    expect(reading.seenSeq).toEqual({ r: 9, s: 2 });
    expect(lookAway(reading).seenSeq).toEqual({ r: 7, s: 2 });
  });

  it('glance at one room at a time', () => {
    const other = glance(glance(reads, 'r', 9), 's', 4);
    expect(other.seenSeq).toEqual({ r: 5, s: 4 });
    expect(lookAway(other).seenSeq.r).toBe(5);
  });
});
