import { setImmediate as turn } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { ZipWriter } from '../../src/exports/zip-writer.js';

const FULL = new Error('the disk is full');
const endless = () => new Readable({ read: () => undefined });

/** What nobody has heard of by then ends a server, and fails a test. */
async function nobodyHasMissedAnything(): Promise<void> {
  for (let turns = 0; turns < 5; turns += 1) await turn();
}

describe('an archive that has failed', () => {
  it('S250 takes nothing any more, and lets go of what it is given', async () => {
    const zip = new ZipWriter(new Date());
    const reading = zip.output.on('error', () => undefined);
    zip.fail(FULL);
    const [one, two] = [endless(), endless()];
    for (const source of [one, two])
      await expect(zip.add('file', source, { compress: false })).rejects.toBe(FULL);
    await nobodyHasMissedAnything();
    expect([one.destroyed, two.destroyed, reading.destroyed]).toEqual([true, true, true]);
  });

  it('S250 lets go of what is being read', async () => {
    const zip = new ZipWriter(new Date());
    zip.output.resume();
    const source = endless();
    const added = zip.add('file', source, { compress: false });
    zip.fail(FULL);
    await expect(added).rejects.toBe(FULL);
    await nobodyHasMissedAnything();
    expect(source.destroyed).toBe(true);
  });

  it('S250 tells whoever reads it, also where nobody did yet', async () => {
    const zip = new ZipWriter(new Date());
    zip.fail(FULL);
    await nobodyHasMissedAnything();
    await expect(buffer(zip.output)).rejects.toThrow();
  });
});
