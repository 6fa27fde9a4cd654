import sharp, { type Sharp } from 'sharp';

/** Where the pictures of tests were taken, as EXIF has it, and words that would tell as well. */
export const PLACE = { lat: '51/1 30/1 0/1', secret: 'secret-place-4711' };

const EXIF = {
  IFD0: { Make: 'Kettle', ImageDescription: PLACE.secret },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: PLACE.lat, GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
};
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="51,30N" exif:UserComment="${PLACE.secret}"/></rdf:RDF></x:xmpmeta>`;

/** A picture that is red at its left and blue at its right, and grows lighter downwards. */
export function scenery(width = 300, height = 200): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      pixels[at + (x < width / 2 ? 0 : 2)] = 255;
      pixels[at + 1] = Math.floor((y / height) * 200);
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** The same, with all that a telephone writes into it. */
export function photograph({ width = 300, height = 200, orientation = 1 } = {}): Sharp {
  return scenery(width, height)
    .withMetadata({ orientation })
    .withExifMerge(EXIF)
    .withXmp(XMP)
    .withIccProfile('srgb');
}

/** Frames of one colour each. */
export async function animation(frames: number): Promise<Sharp> {
  const pictures = await Promise.all(
    Array.from({ length: frames }, (_, frame) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background: { r: frame * 60, g: 90, b: 20 } } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(pictures, { join: { animated: true } });
}

/** A PNG that says it is so large, and has next to nothing in it. */
export async function bomb(side: number): Promise<Buffer> {
  const { crc32 } = await import('node:zlib');
  const bytes = await scenery(4, 4).png().toBuffer();
  // The first chunk: its type is at 12, its sides at 16 and 20, its sum at 29.
  bytes.writeUInt32BE(side, 16);
  bytes.writeUInt32BE(side, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}
