import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from '@jest/globals';
import { uploadDisk, writeExactly } from './write-exactly.js';

const folder = mkdtempSync(join(tmpdir(), 'chatket-write-'));
afterAll(() => rmSync(folder, { recursive: true }));

const whole = randomBytes(1_000_000);
/** In pieces of very different sizes, as they come over a network. */
function* pieces(bytes: Buffer): Iterable<Buffer> {
  for (let [at, length] = [0, 1]; at < bytes.length; at += length, length = (length * 7) % 65_537)
    yield bytes.subarray(at, at + length);
}

describe('what is written for an upload', () => {
  it('is what came, whatever the pieces, of many at once', async () => {
    const paths = Array.from({ length: 80 }, (_, n) => join(folder, `whole-${String(n)}`));
    await Promise.all(paths.map((path) => writeExactly(Readable.from(pieces(whole)), whole.length, path)));
    for (const path of paths) expect(readFileSync(path).equals(whole)).toBe(true);
    expect(uploadDisk.activeCount + uploadDisk.pendingCount).toBe(0);
  });

  it('has exactly as many bytes as were told', async () => {
    for (const size of [whole.length - 1, whole.length + 1])
      await expect(
        writeExactly(Readable.from(pieces(whole)), size, join(folder, `size-${String(size)}`)),
      ).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('lets go of what is sent where it cannot be written', async () => {
    const bytes = new Readable({ read: () => undefined });
    await expect(writeExactly(bytes, 3, join(folder, 'nowhere', 'file'))).rejects.toThrow();
    expect(bytes.destroyed).toBe(true);
  });
});
