import type { Attachment } from '@chatket/contract';
import type { Blobs } from './blobs';
import { measure } from './measure';

/** Files as they are chosen: measured, and kept on this device until somebody sends them. */
export function choose(files: readonly File[], blobs: Pick<Blobs, 'keep'>): Promise<Attachment[]> {
  return Promise.all(
    files.map(async (file) => {
      const id = newUuid();
      blobs.keep(id, file);
      const { name, size, type } = file;
      return { id, name, size, type, ...(await measure(file)) };
    }),
  );
}

/** Not `crypto.randomUUID`, which is missing where the page is served over plain http. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
