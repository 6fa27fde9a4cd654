import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGatherer } from './gather';

function setUp() {
  const handed: string[][] = [];
  const gatherer = createGatherer<string>(100, (items) => handed.push([...items]));
  return { handed, gatherer };
}

describe('a gatherer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('hands on at once what comes alone', () => {
    const { handed, gatherer } = setUp();
    gatherer.add('a');
    vi.advanceTimersByTime(100);
    gatherer.add('b');
    expect(handed).toEqual([['a'], ['b']]);
  });

  it('hands on together, in their order, what comes soon after', () => {
    const { handed, gatherer } = setUp();
    for (const item of ['a', 'b', 'c']) gatherer.add(item);
    expect(handed).toEqual([['a']]);
    vi.advanceTimersByTime(100);
    expect(handed).toEqual([['a'], ['b', 'c']]);
    gatherer.add('d');
    expect(handed).toHaveLength(2);
    vi.advanceTimersByTime(100);
    expect(handed).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('hands on at once what is waiting when it is told to', () => {
    const { handed, gatherer } = setUp();
    for (const item of ['a', 'b']) gatherer.add(item);
    gatherer.flush();
    expect(handed).toEqual([['a'], ['b']]);
    vi.advanceTimersByTime(1_000);
    expect(handed).toHaveLength(2);
  });

  it('takes what is added while it hands on', () => {
    const handed: string[] = [];
    const gatherer = createGatherer<string>(100, (items) => {
      handed.push(...items);
      if (items.includes('a')) gatherer.add('b');
    });
    gatherer.add('a');
    vi.advanceTimersByTime(100);
    expect(handed).toEqual(['a', 'b']);
  });
});
