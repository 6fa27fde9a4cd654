import { NotAPicture, turnOnly } from './exif.js';

const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Flags of `VP8X`: there is EXIF, there is XMP. */
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04];

/**
 * A WebP without what it says about itself, and without what follows its end: its pixels are as they were.
 * @throws NotAPicture
 */
export function stripWebp(bytes: Buffer, orientation: number): Buffer {
  const tag = (at: number) => bytes.toString('latin1', at, at + 4);
  if (bytes.length < 20 || tag(0) !== 'RIFF' || tag(8) !== 'WEBP') throw new NotAPicture('no WebP');
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) throw new NotAPicture('a WebP that is cut off');
  const kept: Buffer[] = [];
  let isTurned = false;
  for (let at = 12; at + 8 <= end;) {
    const size = bytes.readUInt32LE(at + 4);
    const next = at + 8 + size + (size % 2);
    if (next > end + 1) throw new NotAPicture('a WebP that is cut off');
    const type = tag(at);
    if (type === 'VP8X' && size >= 10) {
      const head = Buffer.from(bytes.subarray(at, next));
      isTurned = orientation > 1;
      head[8] = ((head[8] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (isTurned ? HAS_EXIF : 0);
      kept.push(head);
    } else if (KEPT.has(type)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  if (isTurned) kept.push(exif(turnOnly(orientation)));
  const body = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

function exif(content: Buffer): Buffer {
  const head = Buffer.from('EXIF\0\0\0\0', 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}
