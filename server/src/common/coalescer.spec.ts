import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Coalescer } from './coalescer.js';

/** A coalescer whose calls end when the test says so. */
function coalescer(maxItems = 10) {
  const calls: { items: number[]; end: (error?: Error) => void }[] = [];
  const doubling = new Coalescer<number, number>(
    (items) =>
      new Promise((resolve, reject) => {
        calls.push({
          items,
          end: (error) => (error ? reject(error) : resolve(items.map((item) => item * 2))),
        });
      }),
    maxItems,
  );
  return { doubling, calls };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

afterEach(() => {
  jest.useRealTimers();
});

describe('a coalescer', () => {
  it('asks together what arrives together, and answers each', async () => {
    const { doubling, calls } = coalescer();
    const answers = Promise.all([1, 2, 3].map((item) => doubling.add(item)));
    await turn();
    expect(calls.map(({ items }) => items)).toEqual([[1, 2, 3]]);
    calls[0]?.end();
    expect(await answers).toEqual([2, 4, 6]);
  });

  it('never answers from a call that began before the question', async () => {
    const { doubling, calls } = coalescer();
    const first = doubling.add(1);
    await turn();
    const second = doubling.add(2);
    await turn();
    expect(calls).toHaveLength(1);
    calls[0]?.end();
    expect(await first).toBe(2);
    await turn();
    expect(calls[1]?.items).toEqual([2]);
    calls[1]?.end();
    expect(await second).toBe(4);
  });

  it('lets more gather after a call for several', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const { doubling, calls } = coalescer();
    const crowd = Promise.all([1, 2].map((item) => doubling.add(item)));
    await turn();
    calls[0]?.end();
    expect(await crowd).toEqual([2, 4]);
    const third = doubling.add(3);
    await turn();
    expect(calls).toHaveLength(1);
    const fourth = doubling.add(4);
    await jest.advanceTimersByTimeAsync(10);
    expect(calls.map(({ items }) => items)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    calls[1]?.end();
    expect(await Promise.all([third, fourth])).toEqual([6, 8]);
  });

  it('fails those that were asked together, and goes on', async () => {
    const { doubling, calls } = coalescer();
    const failing = Promise.allSettled([doubling.add(1), doubling.add(2)]);
    await turn();
    calls[0]?.end(new Error('gone'));
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = doubling.add(3);
    while (!calls[1]) await turn();
    calls[1].end();
    expect(await next).toBe(6);
  });

  it('asks no more at once than allowed', async () => {
    const { doubling, calls } = coalescer(2);
    const answers = Promise.all([1, 2, 3].map((item) => doubling.add(item)));
    await turn();
    calls[0]?.end();
    await turn();
    calls[1]?.end();
    expect(await answers).toEqual([2, 4, 6]);
    expect(calls.map(({ items }) => items)).toEqual([[1, 2], [3]]);
  });
});
