import { FILE_LIMITS, type FileMeasures, type UploadStart } from '@chatket/contract';
import { hasFields, isCanonicalId } from '../common/index.js';

/** Shorter than what a name is cut to, counted in whatever way. */
const SHORT_NAME = 1_000;
const SMALL_NUMBER = /^(0|[1-9]\d{0,4})$/;

/** The short way for an id in an address. */
export function acceptId(params: unknown): { id: string } | undefined {
  if (!hasFields(params, ['id'])) return undefined;
  const { id } = params;
  return isCanonicalId(id) ? { id } : undefined;
}

/** The short way for `UploadPartDto`. */
export function acceptPart(params: unknown): { id: string; part: number } | undefined {
  if (!hasFields(params, ['id', 'part'])) return undefined;
  const { id, part } = params;
  if (!isCanonicalId(id) || typeof part !== 'string' || !SMALL_NUMBER.test(part)) return undefined;
  return { id, part: Number(part) };
}

/** The short way for `UploadStartDto`. */
export function acceptStart(body: unknown): UploadStart | undefined {
  if (!hasFields(body, ['id', 'name', 'size'])) return undefined;
  const { id, name, size } = body;
  if (!isCanonicalId(id) || typeof name !== 'string' || name.length > SHORT_NAME) return undefined;
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > FILE_LIMITS.partBytes * 1_000)
    return undefined;
  return { id, name, size };
}

/** The short way for `FileMeasuresDto`, where nothing is said of a file. */
export function acceptNoMeasures(body: unknown): FileMeasures | undefined {
  return hasFields(body, []) && Object.keys(body).length === 0 ? {} : undefined;
}
