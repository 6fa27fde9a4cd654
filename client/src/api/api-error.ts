import type { ErrorCode, FieldError, RestError } from '@chatket/contract';
import { currentLocale, ERROR_TEXTS, FIELD_TEXTS, textOf } from '../i18n';

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
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

const MINUTE_MS = 60_000;

/** What to tell the person when an action failed. */
export function explain(error: unknown): string {
  const { t } = currentLocale();
  if (!(error instanceof ApiError)) return t('error.unknown');
  const { code, retryAfterMs, fields } = error;
  const text = textOf(ERROR_TEXTS, code, 'error.unknown');
  if (text === 'error.invalid') return t(textOf(FIELD_TEXTS, fields[0]?.field, text));
  if (text !== 'error.tooMany' || !retryAfterMs) return t(text);
  return retryAfterMs > 2 * MINUTE_MS
    ? t('error.tooManyMinutes', { minutes: Math.ceil(retryAfterMs / MINUTE_MS) })
    : t('error.tooManyFor', { seconds: Math.ceil(retryAfterMs / 1000) });
}
