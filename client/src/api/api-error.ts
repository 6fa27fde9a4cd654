import type { ErrorCode, FieldError, RestError } from '@chatket/contract';
import { currentLocale } from '../i18n';

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
  const { t } = currentLocale();
  if (!(error instanceof ApiError)) return t('error.unknown');
  switch (error.code) {
    case 'OFFLINE':
      return t('error.offline');
    case 'TOO_MANY_REQUESTS':
    case 'TOO_MANY_ATTEMPTS':
      return error.retryAfterMs
        ? t('error.tooManyFor', { seconds: Math.ceil(error.retryAfterMs / 1000) })
        : t('error.tooMany');
    case 'INTERNAL':
    case 'UNAVAILABLE':
    case 'DRAINING':
      return t('error.server');
    case 'NOT_A_MEMBER':
      return t('error.notMember');
    case 'ROOM_NOT_FOUND':
      return t('error.roomNotFound');
    case 'INVALID_CODE':
      return t('auth.wrongCode');
    case 'VALIDATION':
      return t('error.invalid');
    default:
      return t('error.unknown');
  }
}
