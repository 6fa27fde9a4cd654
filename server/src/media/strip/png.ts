import { crc32 } from 'node:zlib';
import { NotAPicture, turnOnly } from './exif.js';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** What draws the picture, its colours and, of animated ones, its frames. */
const KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '),
);

/**
 * A PNG without what it says about itself, and without what follows its end: its pixels are as they were.
 * @throws NotAPicture
 */
export function stripPng(bytes: Buffer, orientation: number): Buffer {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new NotAPicture('no PNG');
  const kept: Buffer[] = [SIGNATURE];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (end > bytes.length) break;
    if (KEPT.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IHDR' && orientation > 1) kept.push(chunk('eXIf', turnOnly(orientation)));
    if (type === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  throw new NotAPicture('a PNG without its end');
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
