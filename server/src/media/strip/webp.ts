import { NotAPicture, turnOnly } from './exif.js';

const KEPT = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ICCP']);
/** What draws a frame of one that moves. */
const KEPT_IN_FRAMES = new Set(['VP8 ', 'VP8L', 'ALPH']);
/** A frame begins with its place and its time. */
const FRAME_HEAD = 16;
/** Flags of `VP8X`: there is EXIF, there is XMP. */
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04];

/**
 * A WebP without what it says about itself, and without what follows its end: its pixels are as they were.
 * @throws NotAPicture
 */
export function stripWebp(bytes: Buffer, orientation: number): Buffer {
  if (bytes.length < 20 || tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WEBP')
    throw new NotAPicture('no WebP');
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) throw new NotAPicture('a WebP that is cut off');
  const kept: Buffer[] = [];
  let isTurned = false;
  for (const { type, whole } of chunksOf(bytes.subarray(12, end))) {
    if (type === 'VP8X' && whole.length >= 18) {
      const head = Buffer.from(whole.subarray(0, 18));
      isTurned = orientation > 1;
      head[8] = ((head[8] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (isTurned ? HAS_EXIF : 0);
      head.writeUInt32LE(10, 4);
      kept.push(head);
    } else if (type === 'ANMF') kept.push(frame(whole));
    else if (KEPT.has(type)) kept.push(whole);
  }
  if (isTurned) kept.push(chunk('EXIF', turnOnly(orientation)));
  const body = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

function frame(whole: Buffer): Buffer {
  const head = whole.subarray(8, 8 + FRAME_HEAD);
  if (head.length < FRAME_HEAD) throw new NotAPicture('a WebP that is cut off');
  const size = whole.readUInt32LE(4);
  const parts = [...chunksOf(whole.subarray(8 + FRAME_HEAD, 8 + size))];
  return chunk(
    'ANMF',
    Buffer.concat([
      head,
      ...parts.filter(({ type }) => KEPT_IN_FRAMES.has(type)).map(({ whole: part }) => part),
    ]),
  );
}

/** What stands one behind the other; each is as long as it says, and even. */
function* chunksOf(bytes: Buffer): Iterable<{ type: string; whole: Buffer }> {
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    const next = at + 8 + size + (size % 2);
    if (next > bytes.length + 1) throw new NotAPicture('a WebP that is cut off');
    yield { type: tag(bytes, at), whole: bytes.subarray(at, next) };
    at = next;
  }
}

function tag(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4);
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
