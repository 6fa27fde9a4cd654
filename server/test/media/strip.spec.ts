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

/** A segment of a JPEG. */
function segment(marker: number, ...content: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(
    content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  );
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

it('S102 a JPEG keeps what is known to draw it, and no other segment, wherever that stands', async () => {
  const before = await scenery().jpeg({ progressive: true }).toBuffer();
  const secrets = [
    ...[0xe1, 0xe2, 0xe3, 0xec, 0xed, 0xee, 0xef, 0xfe, 0xf0, 0xfd, 0xc8, 0x02].map((marker) =>
      segment(marker, PLACE.secret),
    ),
    segment(0xe0, 'JFXX\0', Buffer.from([0x10]), PLACE.secret),
    segment(0xe0, 'JFIF\0', Buffer.from([1, 2, 0, 0, 1, 0, 1, 3, 2]), PLACE.secret),
    segment(0xee, 'Adobe', Buffer.from([0, 100, 0, 0, 0, 0, 1]), PLACE.secret),
  ];
  const scan = before.indexOf(Buffer.from([0xff, 0xda]), before.indexOf(Buffer.from([0xff, 0xda])) + 2);
  const talking = Buffer.concat([
    before.subarray(0, 2),
    ...secrets,
    before.subarray(2, scan),
    ...secrets,
    before.subarray(scan),
  ]);
  const after = stripJpeg(talking, 1);
  expect(after.includes(PLACE.secret)).toBe(false);
  expect(await pixels(after)).toEqual(await pixels(before));
  // Its density, without the small picture.
  expect(
    after.includes(Buffer.concat([segment(0xe0, 'JFIF\0', Buffer.from([1, 2, 0, 0, 1, 0, 1, 0, 0]))])),
  ).toBe(true);
});

it('S102 an animated WebP keeps its frames, and nothing that lies in them', async () => {
  const before = await (await animation(3)).webp({ lossless: true }).toBuffer();
  const at = before.indexOf('ANMF');
  const size = before.readUInt32LE(at + 4);
  const secret = Buffer.from(`EXIF\x12\0\0\0${PLACE.secret}`.padEnd(26, '\0'), 'latin1');
  const talking = Buffer.concat([before.subarray(0, at + 8 + size), secret, before.subarray(at + 8 + size)]);
  talking.writeUInt32LE(size + secret.length, at + 4);
  talking.writeUInt32LE(talking.length - 8, 4);
  const after = stripWebp(talking, 1);
  expect(after.includes(PLACE.secret)).toBe(false);
  expect(after).toEqual(stripWebp(before, 1));
  expect((await sharp(after).metadata()).pages).toBe(3);
  // A frame that says it is longer than it is.
  talking.writeUInt32LE(9_999, at + 8 + 16 + 4);
  expect(() => stripWebp(talking, 1)).toThrow(NotAPicture);
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
