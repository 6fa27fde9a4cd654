import { FILE_LIMITS } from '@chatket/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf } from './picture';

const heightOf = ({ width, aspectRatio }: ReturnType<typeof boxOf>) => {
  const [wide = 1, high = 1] = aspectRatio.split(' / ').map(Number);
  return (width * high) / wide;
};

describe('the box of a picture among messages', () => {
  it.each([
    [
      { width: 1_200, height: 800 },
      { width: 400, aspectRatio: '1200 / 800' },
    ],
    [
      { width: 800, height: 1_200 },
      { width: 213, aspectRatio: '800 / 1200' },
    ],
    [
      { width: 200, height: 100 },
      { width: 200, aspectRatio: '200 / 100' },
    ],
    [
      { width: 16, height: 16 },
      { width: 48, aspectRatio: '48 / 48' },
    ],
  ])('of %j is %j', (picture, box) => expect(boxOf(picture)).toEqual(box));

  it('S277 is never larger than others are, nor too small to be hit, whatever somebody says of its sides', () => {
    const side = fc.integer({ min: 1, max: FILE_LIMITS.sideMax });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const box = boxOf({ width, height });
        expect(box.width).toBeGreaterThanOrEqual(48);
        expect(box.width).toBeLessThanOrEqual(400);
        expect(heightOf(box)).toBeGreaterThanOrEqual(47);
        expect(heightOf(box)).toBeLessThanOrEqual(324);
      }),
    );
  });
});
