import { ERRORS, type HandshakeRefusal } from '@chatket/contract';
import { toAppError } from '../common/index.js';

const KNOWN = ['TOKEN_EXPIRED', 'UNAUTHENTICATED', 'TOO_MANY_CONNECTIONS', 'DRAINING'] as const;

/** The error that a client's `connect_error` carries. What a client could not act on is called `UNAVAILABLE`. */
export function handshakeRefusal(thrown: unknown): Error & { data: HandshakeRefusal } {
  const error = toAppError(thrown);
  const code = KNOWN.find((known) => known === error.code) ?? 'UNAVAILABLE';
  const data: HandshakeRefusal = { code, retryable: ERRORS[code].retryable };
  return Object.assign(new Error(error.message), { data });
}
