import { afterEach, expect, it, vi } from 'vitest';
import { blobsOf } from './blobs';

afterEach(() => void vi.unstubAllGlobals());

it('a home of files that could not be opened is opened anew the next time', async () => {
  const open = vi.fn(() => {
    throw new DOMException('Internal error opening backing store', 'UnknownError');
  });
  vi.stubGlobal('indexedDB', { open });
  const blobs = blobsOf('alice');
  for (const times of [1, 2]) {
    expect(await blobs.read('a-file')).toBeUndefined();
    expect(open).toHaveBeenCalledTimes(times);
  }
});
