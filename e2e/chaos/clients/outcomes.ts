import type { ErrorCode } from '@chatket/contract';

/** After these nobody knows whether it was done; after all others it was not. */
export const UNKNOWN_OUTCOMES: readonly ErrorCode[] = ['UNAVAILABLE', 'INTERNAL'];
