import { NotAPicture, turnSegment } from './exif.js';

const [START, END, SCAN, COMMENT] = [0xd8, 0xd9, 0xda, 0xfe];
const [APP0, APP2, APP14, APP15] = [0xe0, 0xe2, 0xee, 0xef];
/** What pictures need to be drawn as they should: their density, colours, and how those are stored. */
const KEPT: Readonly<Record<number, string>> = {
  [APP0]: 'JFIF\0',
  [APP2]: 'ICC_PROFILE\0',
  [APP14]: 'Adobe',
};

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
    if (isKept(marker, segment)) kept.push(segment);
    at = end;
    if (marker !== SCAN) continue;
    at = endOfScan(bytes, end);
    kept.push(bytes.subarray(end, at));
  }
  return Buffer.concat([...kept, Buffer.from([0xff, END])]);
}

function isKept(marker: number, segment: Buffer): boolean {
  if (marker === COMMENT) return false;
  if (marker < APP0 || marker > APP15) return true;
  const name = KEPT[marker];
  return name !== undefined && segment.toString('latin1', 4, 4 + name.length) === name;
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
