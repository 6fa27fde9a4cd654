import { describe, expect, it } from 'vitest';
import { manyAtOnce } from './many-at-once';

function setUp() {
  const told: Readonly<Record<string, number>>[] = [{ a: 1 }];
  const read = () => told.at(-1) ?? {};
  return { told, read, ...manyAtOnce<number>(read, (entries) => told.push(entries)) };
}

describe('entries that change', () => {
  it('are told of one by one', () => {
    const { told, put } = setUp();
    put('b', 2);
    put('a', 3);
    expect(told).toEqual([{ a: 1 }, { a: 1, b: 2 }, { a: 3, b: 2 }]);
  });

  it('are told of once when they change together, and can be read at once', () => {
    const { told, put, read, together } = setUp();
    const before = read();
    together(() => {
      for (let n = 0; n < 1_000; n += 1) put(String(n), n);
      expect(read()[999]).toBe(999);
    });
    expect(told.length).toBe(3);
    expect(before).toEqual({ a: 1 });
    expect(Object.keys(read())).toHaveLength(1_001);
    put('c', 3);
    expect(told[2]).not.toHaveProperty('c');
  });

  it('are kept though the record is replaced meanwhile', () => {
    const { told, put, read, together } = setUp();
    together(() => {
      put('b', 2);
      told.push({ z: 9 });
      put('c', 3);
    });
    expect(read()).toEqual({ z: 9, c: 3 });
  });
});
