import { partRange, partsOf, type Attachment, type UploadState } from '@chatket/contract';
import type { Request } from '../../api';
import { noteProgress } from './progress';

interface Upload {
  roomId: string;
  file: Attachment;
  blob: Blob;
  /** Nobody wants it any more. */
  isOver: () => boolean;
}

/**
 * Brings a file to the server, from where it is. Rejects with an `ApiError`; to repeat it is to go on.
 * @returns false when it was given up
 */
export async function uploadFile(request: Request, { roomId, file, blob, isOver }: Upload): Promise<boolean> {
  const { id, name, size, width, height, durationMs, alt } = file;
  const { body: state } = await request<UploadState>({
    method: 'POST',
    path: `/rooms/${roomId}/uploads`,
    body: { id, name, size },
  });
  if (state.file) return true;
  const have = new Set(state.stored);
  const lengthOf = (part: number) => {
    const { start, end } = partRange(size, part);
    return end - start;
  };
  let sent = state.stored.reduce((sum, part) => sum + lengthOf(part), 0);
  noteProgress(id, sent);
  for (let part = 0; part < partsOf(size); part += 1) {
    if (isOver()) return false;
    if (have.has(part)) continue;
    const { start, end } = partRange(size, part);
    await request({ method: 'PUT', path: `/uploads/${id}/parts/${part}`, bytes: blob.slice(start, end) });
    sent += end - start;
    noteProgress(id, sent);
  }
  await request({
    method: 'POST',
    path: `/uploads/${id}/complete`,
    body: { width, height, durationMs, alt },
  });
  return true;
}
