/** What stands before a TIFF block in a JPEG. */
const EXIF_MARK = Buffer.from('Exif\0\0', 'latin1');

/** A block of EXIF that says how a picture is to be turned, and nothing else. */
export function turnOnly(orientation: number): Buffer {
  const block = Buffer.alloc(26);
  block.write('II*\0', 'latin1');
  block.writeUInt32LE(8, 4);
  block.writeUInt16LE(1, 8);
  // Orientation, one 16-bit number; no further directory follows.
  block.writeUInt16LE(0x0112, 10);
  block.writeUInt16LE(3, 12);
  block.writeUInt32LE(1, 14);
  block.writeUInt16LE(orientation, 18);
  return block;
}

/** The same as a segment of a JPEG. */
export function turnSegment(orientation: number): Buffer {
  const body = Buffer.concat([EXIF_MARK, turnOnly(orientation)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Its bytes are not those of such a picture. */
export class NotAPicture extends Error {}
