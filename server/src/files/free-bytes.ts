import { mkdir, statfs } from 'node:fs/promises';

/** How many bytes there is room for on the disk of a folder, which is made where there is none. */
export async function freeBytesOf(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
