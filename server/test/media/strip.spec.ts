import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { NotAPicture } from '../../src/media/strip/exif.js';
import { stripGif } from '../../src/media/strip/gif.js';
import { stripJpeg } from '../../src/media/strip/jpeg.js';
import { stripPng } from '../../src/media/strip/png.js';
import { stripWebp } from '../../src/media/strip/webp.js';
import { animation, photograph, PLACE, scenery } from '../support/pictures.js';

const KINDS = {
  jpeg: { make: () => photograph({ orientation: 6 }).jpeg().toBuffer(), strip: stripJpeg },
  'progressive jpeg': {
    make: () => photograph({ orientation: 6 }).jpeg({ progressive: true }).toBuffer(),
    strip: stripJpeg,
  },
  png: { make: () => photograph({ orientation: 6 }).png().toBuffer(), strip: stripPng },
  webp: { make: () => photograph({ orientation: 6 }).webp().toBuffer(), strip: stripWebp },
};
const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
const rest = Buffer.from(`<script>${PLACE.secret}</script>`);

describe.each(Object.entries(KINDS))('a photograph as %s', (_, { make, strip }) => {
  it('S102 keeps its pixels, colours and turn, and nothing else', async () => {
    const before = await make();
    expect(before.includes(PLACE.secret)).toBe(true);
    const after = strip(Buffer.concat([before, rest]), 6);
    const { exif, xmp, iptc, icc, orientation } = await sharp(after).metadata();
    expect({ xmp, iptc, orientation }).toEqual({ orientation: 6 });
    expect(exif?.length).toBeLessThanOrEqual(32);
    expect(icc?.length).toBeGreaterThan(0);
    expect(after.includes(PLACE.secret)).toBe(false);
    expect(after.includes('GPS')).toBe(false);
    expect((await pixels(after)).equals(await pixels(before))).toBe(true);
    expect(strip(after, 6)).toEqual(after);
  });

  it('is none when it is cut off, wherever', async () => {
    const whole = await make();
    for (let length = 0; length < whole.length - 2; length += 97)
      expect(() => strip(whole.subarray(0, length), 1)).toThrow(NotAPicture);
  });
});

it('S102 a GIF keeps its frames and how often they are played, and no comment', async () => {
  const before = await (await animation(3)).gif({ loop: 2 }).toBuffer();
  // Behind the colours: a comment, as cameras and programs leave it.
  const at = 13 + ((before[10] ?? 0) & 0x80 ? 3 * 2 ** (((before[10] ?? 0) & 7) + 1) : 0);
  const comment = Buffer.concat([
    Buffer.from([0x21, 0xfe, PLACE.secret.length]),
    Buffer.from(PLACE.secret),
    Buffer.from([0]),
  ]);
  const talking = Buffer.concat([before.subarray(0, at), comment, before.subarray(at), rest]);
  const after = stripGif(talking);
  expect(after.includes(PLACE.secret)).toBe(false);
  const { pages, loop } = await sharp(after).metadata();
  expect({ pages, loop }).toEqual({ pages: 3, loop: 2 });
  expect(await sharp(after, { animated: true }).raw().toBuffer()).toEqual(
    await sharp(before, { animated: true }).raw().toBuffer(),
  );
});

it('an animated WebP keeps its frames', async () => {
  const before = await (await animation(3)).webp({ lossless: true }).toBuffer();
  expect((await sharp(stripWebp(before, 1)).metadata()).pages).toBe(3);
});

it('noise with the beginning of a picture is none', async () => {
  const picture = await scenery().jpeg().toBuffer();
  for (let round = 0; round < 200; round += 1) {
    const noise = Buffer.from(picture);
    for (let at = 4; at < noise.length; at += 1 + ((round * 7 + at) % 61)) noise[at] = (at * round) % 256;
    try {
      expect(stripJpeg(noise, 1).length).toBeLessThanOrEqual(noise.length);
    } catch (error) {
      expect(error).toBeInstanceOf(NotAPicture);
    }
  }
});
