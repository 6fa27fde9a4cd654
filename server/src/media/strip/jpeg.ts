import { NotAPicture, turnSegment } from './exif.js';

const [START, END, SCAN] = [0xd8, 0xd9, 0xda];
/** Tables, frames of all kinds but extensions, lines, intervals: what draws the picture. */
const DRAWS = new Set([
  0xdb,
  0xc4,
  0xcc,
  0xdc,
  0xdd,
  SCAN,
  ...range(0xc0, 0xcf).filter((one) => one !== 0xc8),
]);
const [APP0, APP2, APP14] = [0xe0, 0xe2, 0xee];
const [JFIF, COLOURS, ADOBE] = ['JFIF\0', 'ICC_PROFILE\0', 'Adobe'];
/** Bytes of their contents: what JFIF has behind is a small picture. */
const [JFIF_LENGTH, ADOBE_LENGTH] = [14, 12];

/**
 * A JPEG without what it says about itself, and without what follows its end, such as further pictures: its pixels are as
 * they were. ITU-T T.81, annex B.
 * @throws NotAPicture
 */
export function stripJpeg(bytes: Buffer, orientation: number): Buffer {
  if (bytes[0] !== 0xff || bytes[1] !== START) throw new NotAPicture('no JPEG');
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  if (orientation > 1) kept.push(turnSegment(orientation));
  for (let at = 2; ;) {
    // Any number of 0xff may stand before a marker.
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) throw new NotAPicture('a JPEG without its end');
    if (marker === END) break;
    if (at + 4 > bytes.length) throw new NotAPicture('a JPEG without its end');
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    const segment = bytes.subarray(at, end);
    if (end > bytes.length || segment.length < 4) throw new NotAPicture('a JPEG that is cut off');
    const part = keptOf(marker, segment);
    if (part) kept.push(part);
    at = end;
    if (marker !== SCAN) continue;
    at = endOfScan(bytes, end);
    kept.push(bytes.subarray(end, at));
  }
  return Buffer.concat([...kept, Buffer.from([0xff, END])]);
}

/** What of a segment is needed to draw the picture as it should be; undefined for all that is not known to be. */
function keptOf(marker: number, segment: Buffer): Buffer | undefined {
  if (DRAWS.has(marker)) return segment;
  const isOf = (name: string) => segment.toString('latin1', 4, 4 + name.length) === name;
  if (marker === APP2 && isOf(COLOURS)) return segment;
  if (marker === APP14 && isOf(ADOBE)) return shortened(segment, ADOBE_LENGTH);
  // Its density.
  if (marker === APP0 && isOf(JFIF)) return withoutPicture(shortened(segment, JFIF_LENGTH));
  return undefined;
}

function withoutPicture(jfif: Buffer | undefined): Buffer | undefined {
  return jfif?.fill(0, jfif.length - 2);
}

function shortened(segment: Buffer, length: number): Buffer | undefined {
  if (segment.length < 4 + length) return undefined;
  const short = Buffer.from(segment.subarray(0, 4 + length));
  short.writeUInt16BE(2 + length, 2);
  return short;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Where the next marker is that is none of the picture's own data. */
function endOfScan(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    const isData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isData) return at;
  }
  throw new NotAPicture('a JPEG without its end');
}
