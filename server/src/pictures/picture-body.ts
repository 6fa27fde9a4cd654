import type { Request } from 'express';
import { PICTURE_BYTES_MAX } from '@chatket/contract';
import { AppError, validationError } from '../common/index.js';

const FIELD = 'picture';
/** What a picture itself is refused for. */
const OF_PICTURE = new Set(['PICTURE_UNREADABLE', 'PAYLOAD_TOO_LARGE']);

/** The picture that is a request's body. @throws AppError `VALIDATION` for none, `PAYLOAD_TOO_LARGE` */
export async function pictureOf(request: Request): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > PICTURE_BYTES_MAX) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > PICTURE_BYTES_MAX) throw tooLarge();
    chunks.push(chunk);
  }
  if (size === 0) throw validationError([{ field: FIELD, message: 'must be the bytes of a picture' }]);
  return Buffer.concat(chunks);
}

/** Whatever is wrong with a picture names it. */
export function ofPicture(error: unknown): unknown {
  if (!(error instanceof AppError) || !OF_PICTURE.has(error.code)) return error;
  const { code, message } = error;
  return new AppError(code, message, { fields: [{ field: FIELD, message }], cause: error });
}

function tooLarge(): AppError {
  const message = `must have ${String(PICTURE_BYTES_MAX / 1024 / 1024)} MB at most`;
  return new AppError('PAYLOAD_TOO_LARGE', `${FIELD}: ${message}`, { fields: [{ field: FIELD, message }] });
}
