import { describe, expect, it } from 'vitest';
import { cornerOf, moved, sideOf, WHOLE, within, ZOOM_MAX } from './crop';

const WIDE = { width: 400, height: 200 };

describe('a section of a picture', () => {
  it('is the largest square of its middle to begin with', () => {
    expect(sideOf(WHOLE, WIDE)).toBe(200);
    expect(cornerOf(WHOLE, WIDE)).toEqual({ left: 100, top: 0 });
  });

  it('goes against the hand that moves the picture, and never beyond it', () => {
    const once = moved(WHOLE, WIDE, { right: 0.25, down: 1 });
    expect(cornerOf(once, WIDE)).toEqual({ left: 50, top: 0 });
    const far = moved(once, WIDE, { right: 9, down: 9 });
    expect(cornerOf(far, WIDE)).toEqual({ left: 0, top: 0 });
    expect(cornerOf(moved(far, WIDE, { right: -9, down: 0 }), WIDE)).toEqual({ left: 200, top: 0 });
  });

  it('stays in the picture when it grows again', () => {
    const corner = moved({ ...WHOLE, zoom: 2 }, WIDE, { right: 9, down: 9 });
    expect(cornerOf(corner, WIDE)).toEqual({ left: 0, top: 0 });
    expect(cornerOf(within({ ...corner, zoom: 1 }, WIDE), WIDE)).toEqual({ left: 0, top: 0 });
    expect(within({ ...WHOLE, zoom: 99 }, WIDE).zoom).toBe(ZOOM_MAX);
    expect(within({ ...WHOLE, zoom: 0 }, WIDE).zoom).toBe(1);
  });
});
