import type { ErrorCode } from '@chatket/contract';
import { currentLocale } from '../i18n';
import { ERROR_TEXTS, FIELD_TEXTS } from '../i18n/error-texts';
import { textOf } from '../i18n/text-of';
import { ApiError } from './api-error';

const MINUTE_MS = 60_000;

/** What to tell the person when an action failed. For parts that are loaded later: its words come with `withTexts`. */
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

/** The same for a code alone, as it comes back from single sign-on. */
export function explainCode(code: string): string {
  return explain(new ApiError({ code: code as ErrorCode, message: code }));
}
