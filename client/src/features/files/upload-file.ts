import { partRange, partsOf, type Attachment, type UploadState } from '@chatket/contract';
import { ApiError, type Request } from '../../api';
import { noteProgress } from './progress';

interface Upload {
  roomId: string;
  file: Attachment;
  blob: Blob;
  /** Nobody wants it any more. */
  isOver: () => boolean;
}

/** A part on a slow network. */
const STRAIGHT_MS = 5 * 60_000;

/**
 * Brings a file to the server, or straight to where the server keeps files, from where it is. Rejects with an `ApiError`; to
 * repeat it is to go on.
 * @returns false when it was given up
 */
export async function uploadFile(request: Request, { roomId, file, blob, isOver }: Upload): Promise<boolean> {
  const { id, name, size, width, height, durationMs, alt, waveform } = file;
  const { body: state } = await request<UploadState>({
    method: 'POST',
    path: `/rooms/${roomId}/uploads`,
    body: { id, name, size },
  });
  // Here, where its bytes are, what was said of it may have been taken back, too.
  if (state.file) return describeAgain(request, { ...file, alt: alt ?? '' }, state.file);
  const { partBytes } = state;
  const have = new Set(state.stored);
  const lengthOf = (part: number) => {
    const { start, end } = partRange(size, part, partBytes);
    return end - start;
  };
  let { urls } = state;
  let sent = state.stored.reduce((sum, part) => sum + lengthOf(part), 0);
  noteProgress(id, sent);
  for (let part = 0; part < partsOf(size, partBytes); part += 1) {
    if (isOver()) return false;
    if (have.has(part)) continue;
    const { start, end } = partRange(size, part, partBytes);
    const bytes = blob.slice(start, end);
    // Addresses come for some of the parts at a time.
    if (urls && !urls[part]) ({ urls } = (await request<UploadState>({ path: `/uploads/${id}` })).body);
    const url = urls?.[part];
    if (url === undefined || !(await putStraight(url, bytes))) {
      // Where that cannot be reached from here, the server passes on what is left.
      urls = undefined;
      await request({ method: 'PUT', path: `/uploads/${id}/parts/${part}`, bytes });
    }
    sent += end - start;
    noteProgress(id, sent);
  }
  await request({
    method: 'POST',
    path: `/uploads/${id}/complete`,
    body: { width, height, durationMs, alt, waveform },
  });
  return true;
}

/** @returns whether it is there */
async function putStraight(url: string, body: Blob): Promise<boolean> {
  const options = {
    method: 'PUT',
    body,
    credentials: 'omit',
    signal: AbortSignal.timeout(STRAIGHT_MS),
  } as const;
  const answer = await fetch(url, options).catch(() => undefined);
  // A browser gives up what nobody reads.
  await answer?.text().catch(() => undefined);
  return answer?.ok ?? false;
}

/** Whether a file is at the server already, from whichever of my devices; if so, it is described as here. */
export async function isUploaded(request: Request, file: Attachment): Promise<boolean> {
  try {
    const { body: state } = await request<UploadState>({ path: `/uploads/${file.id}` });
    return state.file !== undefined && (await describeAgain(request, file, state.file));
  } catch (error) {
    if (error instanceof ApiError && error.code === 'NOT_FOUND') return false;
    throw error;
  }
}

/** Somebody has said what it shows since it was uploaded. */
async function describeAgain(request: Request, { id, alt }: Attachment, kept: Attachment): Promise<true> {
  if (alt !== undefined && alt !== (kept.alt ?? ''))
    await request({ method: 'POST', path: `/uploads/${id}/complete`, body: { alt } });
  return true;
}
