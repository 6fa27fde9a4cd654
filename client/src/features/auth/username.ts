import { LIMITS, USERNAME_PATTERN } from '@chatket/contract';
import { currentLocale } from '../../i18n';

/** The name as the server will read it. */
export function normalizeUsername(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** What is wrong with a name, or nothing. */
export function usernameProblem(typed: string): string | undefined {
  const { t } = currentLocale();
  const name = normalizeUsername(typed);
  if (name === '') return t('auth.nameMissing');
  if (name.length < LIMITS.usernameMin) return t('auth.nameTooShort', { count: LIMITS.usernameMin });
  if (name.length > LIMITS.usernameMax) return t('auth.nameTooLong', { count: LIMITS.usernameMax });
  if (!USERNAME_PATTERN.test(name)) return t('auth.nameLetters');
  return undefined;
}

/** The digits of a typed or pasted code, at most as many as a code has. */
export function codeDigits(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/gu, '').slice(0, LIMITS.codeDigits);
}
