import { mkdir, statfs } from 'node:fs/promises';
import { systemCode } from '../common/index.js';

/** How many bytes there is room for on the disk of a folder, which is made where there is none. */
export async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder).catch(async (error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
    await mkdir(folder, { recursive: true });
    return statfs(folder);
  });
  return bavail * bsize;
}
