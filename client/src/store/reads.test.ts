import { describe, expect, it } from 'vitest';
import { glance, lookAway, raise, readSeq, release, take, type Reads } from './reads';

const reads: Reads = { seenSeq: { r: 5 }, versions: {}, held: {}, glance: undefined };

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

  it('go back under a greater version, whatever was read or glanced at before', () => {
    const back = take(glance(reads, 'r', 9), { r: 2 }, { r: 1 });
    expect(back).toEqual({ seenSeq: { r: 2 }, versions: { r: 1 }, held: { r: 1 }, glance: undefined });
    expect(take(back, { r: 9 }, {})).toBe(back);
    expect(take(back, { r: 4 }, { r: 1 }).seenSeq).toEqual({ r: 4 });
    expect(take(back, { r: 7 }, { r: 3 })).toMatchObject({ seenSeq: { r: 7 }, versions: { r: 3 } });
  });

  it('go back in one room and forward in another', () => {
    const both = take({ ...reads, seenSeq: { r: 5, s: 1 } }, { r: 2, s: 3 }, { r: 1 });
    expect(both).toMatchObject({ seenSeq: { r: 2, s: 3 }, versions: { r: 1 }, held: { r: 1 } });
    expect(release(both, 'r').held).toEqual({});
    expect(release(reads, 'r')).toBe(reads);
  });

  it('glance at one room at a time', () => {
    const other = glance(glance(reads, 'r', 9), 's', 4);
    expect(other.seenSeq).toEqual({ r: 5, s: 4 });
    expect(lookAway(other).seenSeq.r).toBe(5);
  });
});
