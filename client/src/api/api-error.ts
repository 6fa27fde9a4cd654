import type { ErrorCode, FieldError, RestError } from '@chatket/contract';

/** A request that did not succeed. `OFFLINE` when no answer came at all. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'OFFLINE';
  readonly fields: FieldError[];
  /** How long to wait before asking again, in ms, when the server said so. */
  readonly retryAfterMs: number | undefined;

  constructor(problem: {
    code: ErrorCode | 'OFFLINE';
    message: string;
    fields?: FieldError[];
    retryAfterMs?: number;
  }) {
    super(problem.message);
    this.name = 'ApiError';
    this.code = problem.code;
    this.fields = problem.fields ?? [];
    this.retryAfterMs = problem.retryAfterMs;
  }
}

export function isRestError(body: unknown): body is RestError {
  return typeof body === 'object' && body !== null && 'code' in body && 'message' in body;
}

/** What to tell the person when an action failed. */
export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong. Please try again.';
  switch (error.code) {
    case 'OFFLINE':
      return 'The server cannot be reached. Check your connection and try again.';
    case 'TOO_MANY_REQUESTS':
    case 'TOO_MANY_ATTEMPTS':
      return error.retryAfterMs
        ? `Too many tries. Please wait ${Math.ceil(error.retryAfterMs / 1000)} seconds.`
        : 'Too many tries. Please wait a moment.';
    case 'INTERNAL':
    case 'UNAVAILABLE':
    case 'DRAINING':
      return 'The server has a problem right now. Please try again in a moment.';
    case 'VALIDATION':
      return error.fields[0]?.message ?? error.message;
    default:
      return error.message;
  }
}
