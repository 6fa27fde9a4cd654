import type { ErrorCode, FieldError, NamedRoom, ProofTask, RestError } from '@chatket/contract';

/** A request that did not succeed. `OFFLINE` when no answer came at all. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'OFFLINE';
  readonly fields: FieldError[];
  /** How long to wait before asking again, in ms, when the server said so. */
  readonly retryAfterMs: number | undefined;

  /** Which somebody else has to own first. */
  readonly rooms: NamedRoom[];
  /** Under which the second factor is proven. */
  readonly challengeId: string | undefined;

  /** What has to be worked out first. */
  readonly proof: ProofTask | undefined;

  constructor(problem: {
    code: ErrorCode | 'OFFLINE';
    message: string;
    fields?: FieldError[];
    retryAfterMs?: number | undefined;
    challengeId?: string;
    rooms?: NamedRoom[];
    proof?: ProofTask;
  }) {
    super(problem.message);
    this.name = 'ApiError';
    this.code = problem.code;
    this.fields = problem.fields ?? [];
    this.retryAfterMs = problem.retryAfterMs;
    this.challengeId = problem.challengeId;
    this.rooms = problem.rooms ?? [];
    this.proof = problem.proof;
  }
}

export function isRestError(body: unknown): body is RestError {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

/** The server does not take the token, or the cookie, that came along. */
export function isRefused(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'UNAUTHENTICATED' || error.code === 'TOKEN_EXPIRED');
}
