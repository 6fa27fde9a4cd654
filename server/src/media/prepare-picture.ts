import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { openPicture } from './open-picture.js';
import { JOB_FILES, type PictureFacts, type PictureFault, type PictureJob } from './picture-job.js';
import { NotAPicture } from './strip/exif.js';
import { stripGif } from './strip/gif.js';
import { stripJpeg } from './strip/jpeg.js';
import { stripPng } from './strip/png.js';
import { stripWebp } from './strip/webp.js';

/** Longest sides, in pixels. */
const [SMALL, LARGE, HASHED] = [640, 2_048, 100];
const COPY = { quality: 80, effort: 2 } as const;
/** Longer ones stand still. */
const FRAMES_MAX = 300;

/** Nothing is to be had of a picture, however often it is tried. */
export class FaultyPicture extends Error {
  constructor(readonly fault: PictureFault) {
    super(fault);
  }
}

/**
 * Makes of the picture in a job's folder one that tells nothing but itself, and two smaller copies as WebP, turned as they
 * are to be seen. Nothing of the original is needed from then on. @throws FaultyPicture
 */
export async function preparePicture({ folder, type }: PictureJob): Promise<PictureFacts> {
  const path = (name: keyof typeof JOB_FILES) => join(folder, JOB_FILES[name]);
  const { orientation = 1, pages = 1 } = await openPicture(path('original')).metadata();
  const clean = await cleaned(type, await readFile(path('original')), orientation);
  await requireClean(openPicture(clean));
  await writeFile(path('clean'), clean, { flush: true });
  const picture = () => openPicture(clean).autoOrient();
  const within = (side: number) =>
    picture().resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  const large = await within(LARGE).webp(COPY).toBuffer({ resolveWithObject: true });
  await writeFile(path('large'), large.data, { flush: true });
  // Of the copy: what is large is decoded once.
  const copy = sharp(large.data);
  const fit = { fit: 'inside', withoutEnlargement: true } as const;
  const small = await copy.clone().resize(SMALL, SMALL, fit).webp(COPY).toBuffer();
  await writeFile(path('small'), small, { flush: true });
  const tiny = await copy
    .clone()
    .resize(HASHED, HASHED, fit)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const hash = rgbaToThumbHash(tiny.info.width, tiny.info.height, tiny.data);
  const { width, height, autoOrient } = await openPicture(clean).metadata();
  return {
    width: autoOrient.width || width,
    height: autoOrient.height || height,
    thumbhash: Buffer.from(hash).toString('base64'),
    isAnimated: type === 'image/apng' || (pages > 1 && pages <= FRAMES_MAX && type !== 'image/avif'),
  };
}

/** Pixels as they were, where that is known how; AVIF is made anew, of its first picture. */
async function cleaned(type: string, bytes: Buffer, orientation: number): Promise<Buffer> {
  switch (type) {
    case 'image/jpeg':
      return stripJpeg(bytes, orientation);
    case 'image/png':
    case 'image/apng':
      return stripPng(bytes, orientation);
    case 'image/webp':
      return stripWebp(bytes, orientation);
    case 'image/gif':
      return stripGif(bytes);
    case 'image/avif':
      return openPicture(bytes).autoOrient().avif({ quality: 80, effort: 1 }).toBuffer();
    default:
      throw new NotAPicture(type);
  }
}

/** Whatever was overlooked is not handed out. */
async function requireClean(picture: Sharp): Promise<void> {
  const { exif, xmp, iptc, comments } = await picture.metadata();
  const isTurnOnly = exif === undefined || exif.length <= 32;
  if (!isTurnOnly || xmp || iptc || comments?.length) throw new FaultyPicture('unreadable');
}
