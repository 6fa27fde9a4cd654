import { describe, expect, it } from 'vitest';
import { messageAt } from '../../testing';
import { createSlicer, sliceAround, standIn } from './row-window';
import type { Row } from './rows';

const rowAt = (seq: number): Row => ({
  kind: 'message',
  key: `row ${String(seq)}`,
  message: messageAt(seq),
  isFirst: false,
});
const day: Row = { kind: 'day', key: 'day', at: new Date(0) };
const upTo = (count: number) => Array.from({ length: count }, (_, index) => rowAt(index + 1));

describe('what stands in for a row that has left', () => {
  const before = [rowAt(1), rowAt(2), rowAt(3), day, rowAt(4)];

  it('is the next message that is still there, else the one above', () => {
    expect(standIn(before, [rowAt(1), day, rowAt(4)], 'row 2')).toBe('row 4');
    expect(standIn(before, [rowAt(1), day], 'row 2')).toBe('row 1');
  });

  it('is nothing where it has not left, was never there, or nothing is left', () => {
    expect(standIn(before, before, 'row 2')).toBeUndefined();
    expect(standIn(before, [rowAt(2)], 'row 2')).toBeUndefined();
    expect(standIn(before, [rowAt(1)], 'row 9')).toBeUndefined();
    expect(standIn(before, [day], 'row 2')).toBeUndefined();
  });
});

describe('the rows that are drawn', () => {
  const rows = upTo(1_000);
  const center = { kind: 'row', key: 'row 500' } as const;

  it('stay around the same place when the row in the middle leaves, and its neighbours after it', () => {
    const slice = createSlicer();
    expect(slice(rows, center)).toEqual(sliceAround(rows, center));
    const without = rows.filter((_, index) => index < 100 || (index > 300 && index !== 499));
    expect(slice(without, center)).toEqual(sliceAround(without, { kind: 'row', key: 'row 501' }));
    const less = without.filter(({ key }) => key !== 'row 501');
    expect(slice(less, center)).toEqual(sliceAround(less, { kind: 'row', key: 'row 502' }));
  });

  it('go where one wants to be next', () => {
    const slice = createSlicer();
    slice(rows, center);
    slice(rows.toSpliced(499, 1), center);
    expect(slice(rows, { kind: 'end' })).toEqual({ start: 820, end: 1_000 });
    expect(slice(rows, { kind: 'row', key: 'row 300' })).toEqual({ start: 239, end: 419 });
  });
});
