import type { ErrorCode } from '@chatket/contract';
import { ApiError } from '../../api';

/** What passes by itself, or with the next login. */
const PASSING: ReadonlySet<string> = new Set([
  'UNAVAILABLE',
  'DRAINING',
  'TOO_MANY_REQUESTS',
  'UNAUTHENTICATED',
  'TOKEN_EXPIRED',
  'UPLOAD_INCOMPLETE',
]);

/** What refuses an upload for good; undefined where to try it again a little later may help. */
export function refusalOf(error: unknown): ErrorCode | undefined {
  if (!(error instanceof ApiError) || error.code === 'OFFLINE' || PASSING.has(error.code)) return undefined;
  return error.code;
}
