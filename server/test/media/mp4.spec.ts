import { describe, expect, it } from '@jest/globals';
import { patched, patchesOfMp4 } from '../../src/media/index.js';

const SECRET = '+51.5007-000.1246/';

function box(type: string, ...content: (string | Buffer)[]): Buffer {
  const parts = content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + parts.reduce((sum, { length }) => sum + length, 0));
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...parts]);
}

/** With its length in 64 bits. */
function longBox(type: string, content: string): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1);
  head.write(type, 4, 'latin1');
  head.writeBigUInt64BE(BigInt(16 + content.length), 8);
  return Buffer.concat([head, Buffer.from(content, 'latin1')]);
}

const handler = (kind: string) =>
  box('mdia', box('mdhd', 'x'.repeat(24)), box('hdlr', '\0'.repeat(8), kind, 'name'));

async function cleaned(bytes: Buffer, step = 7): Promise<Buffer> {
  const patches = await patchesOfMp4(
    (start, end) => Promise.resolve(bytes.subarray(start, end)),
    bytes.length,
  );
  async function* inSteps() {
    await Promise.resolve();
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of patched(inSteps(), patches)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('a film', () => {
  it('S248 does not tell where and by whom it was made, and all else stays where it was', async () => {
    const keep = [
      box('ftyp', 'isom'),
      box('moov', box('mvhd', 'm'.repeat(100)), box('trak', handler('vide'))),
    ];
    const telling = [
      box('uuid', SECRET),
      longBox('meta', SECRET),
      box(
        'moov',
        box('udta', box('\xa9xyz', SECRET)),
        box('meta', SECRET),
        box('trak', handler('vide'), box('udta', SECRET)),
        box('trak', handler('meta'), box('stbl', SECRET)),
        box('mvhd', 'kept'),
      ),
      box('moof', box('traf', box('tfhd', 'kept'), box('udta', SECRET))),
    ];
    const bytes = Buffer.concat([...keep, ...telling, box('mdat', 'pixels udta meta')]);
    const after = await cleaned(bytes);
    expect(bytes.includes(SECRET)).toBe(true);
    expect(after.includes(SECRET)).toBe(false);
    expect(after.length).toBe(bytes.length);
    expect(after.subarray(0, Buffer.concat(keep).length)).toEqual(Buffer.concat(keep));
    expect(after.subarray(-24)).toEqual(box('mdat', 'pixels udta meta'));
    expect(after.toString('latin1').match(/kept/g)).toHaveLength(2);
    expect(await cleaned(after, 1_000)).toEqual(after);
  });

  it('is left alone where it tells nothing, or is none', async () => {
    for (const bytes of [
      box('ftyp', 'isom'),
      Buffer.alloc(64),
      Buffer.from('\0\0\0\x08moov\xff\xff\xff\xffudta', 'latin1'),
      Buffer.from('\0\0\0\x01udta\xff\xff\xff\xff\xff\xff\xff\xff', 'latin1'),
    ])
      expect(await cleaned(bytes)).toEqual(bytes);
  });

  it('S248 of many small boxes is read in few pieces', async () => {
    const boxes = Array.from({ length: 4_000 }, () => box('free', 'x'.repeat(40)));
    const bytes = Buffer.concat([...boxes, box('moov', box('trak', handler('vide'), box('udta', SECRET)))]);
    let reads = 0;
    const patches = await patchesOfMp4((start, end) => {
      reads += 1;
      return Promise.resolve(bytes.subarray(start, end));
    }, bytes.length);
    expect(patches).toHaveLength(2);
    expect(reads).toBeLessThan(10);
  });

  it('is not looked at for ever', async () => {
    let reads = 0;
    const empty = box('free');
    const read = () => Promise.resolve((reads += 1) > 0 ? empty : empty);
    expect(await patchesOfMp4(read, 2 ** 40)).toEqual([]);
    expect(reads).toBeLessThan(600);
  });
});
