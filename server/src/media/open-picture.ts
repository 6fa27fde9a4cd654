import sharp, { type Sharp } from 'sharp';
import { PIXELS_MAX } from './picture-job.js';

// What is not named cannot be decoded at all: neither SVG nor TIFF nor whatever else is compiled in.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}`),
});
sharp.concurrency(1);
sharp.cache(false);

/** A picture to be decoded, within bounds; of one that moves the first frame. */
export function openPicture(input: string | Buffer): Sharp {
  return sharp(input, { limitInputPixels: PIXELS_MAX, failOn: 'error', sequentialRead: true });
}
