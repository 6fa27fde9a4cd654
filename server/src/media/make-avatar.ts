import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPicture } from './open-picture.js';
import { JOB_FILES, type PictureJob } from './picture-job.js';

/** Its sides, in pixels. */
const SIDE = 256;

/**
 * Makes the picture of a person or a room: a square of its middle, turned as it is to be seen, as WebP that holds nothing
 * but pixels. One that moves stands still.
 */
export async function makeAvatar({ folder }: PictureJob): Promise<void> {
  const avatar = await openPicture(join(folder, JOB_FILES.original))
    .autoOrient()
    .resize({ width: SIDE, height: SIDE, fit: 'cover', position: 'centre' })
    .toColourspace('srgb')
    .webp({ quality: 82, effort: 4 })
    .toBuffer();
  await writeFile(join(folder, JOB_FILES.avatar), avatar, { flush: true });
}
