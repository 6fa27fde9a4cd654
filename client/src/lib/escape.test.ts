import { afterEach, describe, expect, it } from 'vitest';
import { escape, openLayer } from './escape';

const closings: (() => void)[] = [];
afterEach(() => closings.splice(0).forEach((close) => close()));

/** Opens a layer that notes that it was settled, and closes then unless it stays. */
function open(layer: Parameters<typeof openLayer>[0], settled: string[], { stays = false } = {}) {
  const close = openLayer(layer, () => {
    settled.push(layer);
    if (!stays) close();
  });
  closings.push(close);
  return close;
}

describe('escape', () => {
  it('settles one layer at a time, in the same order whichever was opened first', () => {
    const settled: string[] = [];
    open('room', settled, { stays: true });
    open('panel', settled);
    open('news', settled);
    for (let press = 0; press < 4; press += 1) expect(escape()).toBe(true);
    expect(settled).toEqual(['panel', 'news', 'room', 'room']);
  });

  it('leaves the key alone when nothing is open', () => {
    const settled: string[] = [];
    open('news', settled)();
    expect(escape()).toBe(false);
    expect(settled).toEqual([]);
  });

  it('does not close what has taken the place of a layer that goes', () => {
    const settled: string[] = [];
    const closeFirst = open('room', settled);
    open('room', settled);
    closeFirst();
    expect(escape()).toBe(true);
    expect(settled).toEqual(['room']);
  });
});
