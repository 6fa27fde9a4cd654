import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import pLimit from 'p-limit';
import { wrongSize } from './exact-size.js';
import { uploadTurns } from './upload-turns.js';

/** So much is written at once: a write costs more than its bytes. */
const PIECE_BYTES = 256 * 1024;
/** So much is held back by all uploads together; beyond it each writes what it has. */
const HELD_MAX_BYTES = 16 * 1024 * 1024;
/** Of the four threads that all of this process share for the disk, and for passwords. */
const AT_ONCE = 2;

/** Writing for uploads. Who waits for it takes no bytes meanwhile, so that whoever sends them waits as well. */
export const uploadDisk = pLimit(AT_ONCE);
let held = 0;

/**
 * Writes so many bytes, no more and no less, into a new file, where they are on the disk when this resolves. Of each upload
 * one piece is taken in a turn of the loop. @throws AppError `VALIDATION` for another number of bytes
 */
export async function writeExactly(bytes: Readable, size: number, path: string): Promise<void> {
  try {
    const file = await open(path, 'wx');
    try {
      let passed = 0;
      for await (const pieces of gathered(bytes)) {
        for (const { length } of pieces) passed += length;
        if (passed > size) throw wrongSize(size);
        await uploadDisk(() => writeAll(file, pieces));
      }
      if (passed < size) throw wrongSize(size);
      await uploadDisk(() => file.sync());
    } finally {
      await file.close();
    }
  } catch (error) {
    // Where it came to no reading nobody else lets go of them.
    bytes.destroy();
    throw error;
  }
}

/** A disk may take less than it was given. */
async function writeAll(file: FileHandle, pieces: Buffer[]): Promise<void> {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const { bytesWritten } = await file.writev(pieces);
  if (bytesWritten < length) await writeAll(file, [Buffer.concat(pieces).subarray(bytesWritten)]);
}

async function* gathered(bytes: Readable): AsyncIterable<Buffer[]> {
  let pieces: Buffer[] = [];
  let length = 0;
  const letGo = () => {
    held -= length;
    [pieces, length] = [[], 0];
  };
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      pieces.push(chunk);
      length += chunk.length;
      held += chunk.length;
      if (length >= PIECE_BYTES || held >= HELD_MAX_BYTES) {
        yield pieces;
        letGo();
      }
      await uploadTurns.next();
    }
    if (length > 0) yield pieces;
  } finally {
    letGo();
  }
}
