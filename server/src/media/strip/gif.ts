import { NotAPicture } from './exif.js';

const [EXTENSION, IMAGE, END] = [0x21, 0x2c, 0x3b];
const [GRAPHIC_CONTROL, APPLICATION] = [0xf9, 0xff];
/** How often it is played. */
const KEPT_APPLICATIONS = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

/**
 * A GIF without comments, texts and what programs have left in it, and without what follows its end: its pixels are as
 * they were. @throws NotAPicture
 */
export function stripGif(bytes: Buffer): Buffer {
  if (!/^GIF8[79]a/.test(bytes.toString('latin1', 0, 6))) throw new NotAPicture('no GIF');
  const byte = (at: number): number => {
    const value = bytes[at];
    if (value === undefined) throw new NotAPicture('a GIF without its end');
    return value;
  };
  /** Behind blocks that each begin with their length, up to an empty one. */
  const behindBlocks = (start: number): number => {
    let at = start;
    while (byte(at) !== 0) at += 1 + byte(at);
    return at + 1;
  };
  const colours = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

  const kept: Buffer[] = [];
  let at = 13 + colours(byte(10));
  kept.push(bytes.subarray(0, at));
  for (;;) {
    // Some programs leave the end out.
    const kind = bytes[at] ?? END;
    if (kind === END) return Buffer.concat([...kept, Buffer.from([END])]);
    if (kind !== EXTENSION && kind !== IMAGE) throw new NotAPicture('a GIF with something else in it');
    const isImage = kind === IMAGE;
    const end = behindBlocks(isImage ? at + 11 + colours(byte(at + 9)) : at + 2);
    const name = bytes.toString('latin1', at + 3, at + 14);
    const isPlayed = byte(at + 1) === APPLICATION && KEPT_APPLICATIONS.has(name);
    if (isImage || byte(at + 1) === GRAPHIC_CONTROL || isPlayed) kept.push(bytes.subarray(at, end));
    at = end;
  }
}
