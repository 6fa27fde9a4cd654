import { LIMITS, normalizeUsername, usernameProblem } from '@chatket/contract';
import { currentLocale } from '../../i18n';

/** What is wrong with a typed name, in words, or nothing. */
export function nameProblem(typed: string): string | undefined {
  const { t } = currentLocale();
  switch (usernameProblem(normalizeUsername(typed))) {
    case undefined:
      return undefined;
    case 'empty':
      return t('auth.nameMissing');
    case 'tooShort':
      return t('auth.nameTooShort', { count: LIMITS.usernameMin });
    case 'tooLong':
      return t('auth.nameTooLong', { count: LIMITS.usernameMax });
    case 'letters':
      return t('auth.nameLetters');
    case 'reserved':
      return t('auth.nameReserved');
  }
}

/** The digits of a typed or pasted code, at most as many as a code has. */
export function codeDigits(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/gu, '').slice(0, LIMITS.codeDigits);
}
