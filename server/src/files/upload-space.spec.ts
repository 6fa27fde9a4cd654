import { describe, expect, it } from '@jest/globals';
import type { Config } from '../config/index.js';
import type { FileStore } from './file-store.js';
import { UploadSpace } from './upload-space.js';

const GB = 1024 ** 3;
const MIN_FREE = 2 * GB;

/** Of a disk on which so many bytes are free. */
function spaceOf(free: number) {
  const disk = { free, freeBytes: () => Promise.resolve(disk.free) };
  const config = { fileLimits: { minFree: MIN_FREE } } as Config;
  return { disk, space: new UploadSpace(disk as unknown as FileStore, config) };
}

const REFUSED = { code: 'STORAGE_FULL' };

describe('the room for uploads', () => {
  it('leaves what is to stay free, to the byte', async () => {
    const { space } = spaceOf(MIN_FREE + 10);
    await space.require(10);
    await expect(space.require(11)).rejects.toMatchObject(REFUSED);
  });

  it('is looked at for each step where there is not much of it', async () => {
    const { disk, space } = spaceOf(MIN_FREE + 10);
    await space.require(10);
    disk.free = MIN_FREE + 9;
    await expect(space.require(10)).rejects.toMatchObject(REFUSED);
    disk.free = MIN_FREE + 10;
    await space.require(10);
  });

  it('is less by what was let in since it was looked at', async () => {
    const { disk, space } = spaceOf(MIN_FREE + 2 * GB);
    await space.require(GB);
    disk.free = MIN_FREE;
    await expect(space.require(1)).rejects.toMatchObject(REFUSED);
  });

  it('refuses nothing by what was free a moment ago', async () => {
    const { disk, space } = spaceOf(MIN_FREE + 2 * GB);
    await space.require(2 * GB);
    disk.free = MIN_FREE + 4 * GB;
    await space.require(2 * GB);
  });
});
