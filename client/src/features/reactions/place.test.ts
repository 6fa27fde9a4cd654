import { describe, expect, it } from 'vitest';
import { placeBeside } from './place';

const viewport = { width: 1000, height: 800 };
const size = { width: 300, height: 400, viewport };

describe('a picker', () => {
  it('lies above what was pressed, and below where there is no room above', () => {
    expect(placeBeside({ top: 600, bottom: 630, right: 900 }, size)).toEqual({ top: 192, left: 600 });
    expect(placeBeside({ top: 100, bottom: 130, right: 900 }, size)).toEqual({ top: 138, left: 600 });
  });

  it('never lies out of sight', () => {
    expect(placeBeside({ top: 390, bottom: 420, right: 100 }, size)).toEqual({ top: 392, left: 8 });
    expect(placeBeside({ top: 600, bottom: 630, right: 1200 }, size).left).toBe(692);
  });
});
