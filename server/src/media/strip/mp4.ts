/** Bytes from `start` up to, not with, `end` are to be `as`, or zero. */
export interface Patch {
  start: number;
  end: number;
  as?: Buffer;
}

type Read = (start: number, end: number) => Promise<Buffer>;

/** Where people, places, devices and small pictures are told of. */
const TELLING = new Set(['udta', 'meta', 'uuid']);
/** What is looked into; the others are what is played. */
const LOOKED_INTO = new Set(['moov', 'trak', 'moof', 'traf']);
/** Of a track of what a camera has noted while it filmed, such as where it was. */
const NOTES = 'meta';
/** A file that has more of them is no film of a camera; what it tells is in the first ones. */
const BOXES_MAX = 5_000;
/** What stands close together is read at once: each reading may be a request to a store elsewhere. */
const WINDOW = 64 * 1024;
const READS_MAX = 500;

/**
 * What is to be changed in an MP4, or a file of its kind, so that it does not tell where and by whom it was made: each box that
 * does is called free space, as long as it was, so that nothing else moves. ISO/IEC 14496-12, 4.2 and 8.
 */
export async function patchesOfMp4(readFile: Read, size: number): Promise<Patch[]> {
  const read = inWindows(readFile, size);
  const patches: Patch[] = [];
  let boxes = 0;

  async function walk(from: number, to: number): Promise<void> {
    for (let at = from; at + 8 <= to && boxes < BOXES_MAX; boxes += 1) {
      const box = boxAt(await read(at, Math.min(to, at + 16)), at, to);
      if (!box) return;
      if (TELLING.has(box.type) || (box.type === 'trak' && (await isOfNotes(box)))) {
        patches.push({ start: at + 4, end: at + 8, as: Buffer.from('free', 'latin1') });
        patches.push({ start: box.content, end: box.end });
      } else if (LOOKED_INTO.has(box.type)) await walk(box.content, box.end);
      at = box.end;
    }
  }

  async function isOfNotes({ content, end }: Box): Promise<boolean> {
    const media = await childOf(content, end, 'mdia');
    const handler = media && (await childOf(media.content, media.end, 'hdlr'));
    // Behind its version and a word that is zero.
    return handler
      ? (await read(handler.content + 8, handler.content + 12)).toString('latin1') === NOTES
      : false;
  }

  async function childOf(from: number, to: number, type: string): Promise<Box | undefined> {
    for (let at = from; at + 8 <= to && boxes < BOXES_MAX; boxes += 1) {
      const box = boxAt(await read(at, Math.min(to, at + 16)), at, to);
      if (!box || box.type === type) return box;
      at = box.end;
    }
    return undefined;
  }

  await walk(0, size);
  return patches;
}

/** Nothing is there any more once it was read often enough. */
function inWindows(read: Read, size: number): Read {
  let from = 0;
  let window: Buffer = Buffer.alloc(0);
  let reads = 0;
  return async (start, end) => {
    if (start < from || end > from + window.length) {
      if (reads === READS_MAX) return Buffer.alloc(0);
      reads += 1;
      window = await read(start, Math.min(size, start + WINDOW));
      from = start;
    }
    return window.subarray(start - from, end - from);
  };
}

interface Box {
  type: string;
  content: number;
  end: number;
}

/** @returns undefined for what is none, or is longer than what it lies in */
function boxAt(head: Buffer, at: number, to: number): Box | undefined {
  if (head.length < 8) return undefined;
  const short = head.readUInt32BE(0);
  const isLong = short === 1;
  if (isLong && head.length < 16) return undefined;
  const length = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - at : short;
  const content = at + (isLong ? 16 : 8);
  const end = at + length;
  if (end < content || end > to) return undefined;
  return { type: head.toString('latin1', 4, 8), content, end };
}

/** The same bytes, changed as they are to be. */
export async function* patched(
  bytes: AsyncIterable<Buffer>,
  patches: readonly Patch[],
): AsyncIterable<Buffer> {
  let at = 0;
  for await (const chunk of bytes) {
    const piece = Buffer.from(chunk);
    for (const { start, end, as } of patches) {
      const from = Math.max(start, at);
      const to = Math.min(end, at + piece.length);
      if (from >= to) continue;
      if (as) as.copy(piece, from - at, from - start, to - start);
      else piece.fill(0, from - at, to - at);
    }
    yield piece;
    at += chunk.length;
  }
}
