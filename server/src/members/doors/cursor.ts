import { validationError } from '../../common/index.js';

/** A place in a list, as an opaque text. */
export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * The parts of a cursor of ours, each as it has to be.
 * @throws AppError `VALIDATION` when the text is not a cursor of that list
 */
export function decodeCursor<Parts extends unknown[]>(
  cursor: string,
  isOurs: (parts: unknown[]) => parts is Parts,
): Parts {
  const parts = parseJson(Buffer.from(cursor, 'base64url').toString());
  if (Array.isArray(parts) && isOurs(parts)) return parts;
  throw validationError([{ field: 'cursor', message: 'is not a cursor of this list' }]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
