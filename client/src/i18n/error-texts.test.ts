import { ERRORS, type ErrorCode } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../api';
import { explain } from '../api/explain';
import { LANGUAGES, withTexts } from './catalogs';
import { ERROR_TEXTS, FIELD_TEXTS } from './error-texts';
import { activateLocale, currentLocale } from './locale';
import { textOf } from './text-of';
import { UNSENT_TEXTS } from './unsent-texts';

const CODES = Object.keys(ERRORS) as ErrorCode[];
const FOR_DEVELOPERS = 'text: must not be empty';
const problem = { message: FOR_DEVELOPERS, fields: [{ field: 'x', message: FOR_DEVELOPERS }] };

afterEach(() => activateLocale({ code: 'en', hourCycle: undefined }));

describe.each(LANGUAGES)('what people read of a failure in %s', (code) => {
  beforeEach(() => withTexts(activateLocale({ code, hourCycle: undefined })));

  it('are words of the catalog for every code, never those of the server', () => {
    for (const failure of [...CODES, 'OFFLINE'] as const)
      for (const retryAfterMs of [undefined, 1, 90_000, 86_400_000]) {
        const words = explain(new ApiError({ ...problem, code: failure, retryAfterMs }));
        expect(words, failure).toMatch(/^\p{Lu}.*\.$/u);
        expect(words, failure).not.toContain('must not');
      }
    for (const failure of CODES)
      expect(currentLocale().t(UNSENT_TEXTS[failure]), failure).toMatch(/^\p{Ll}/u);
  });

  it('tell about a field where more is known of it', () => {
    const words = (field: string) =>
      explain(
        new ApiError({ code: 'VALIDATION', message: '', fields: [{ field, message: FOR_DEVELOPERS }] }),
      );
    const known = Object.keys(FIELD_TEXTS).map(words);
    expect(new Set([...known, words('unheard of'), words('toString')]).size).toBe(known.length + 1);
  });
});

it('a code that this page does not know yet has words, too', () => {
  const { t } = currentLocale();
  for (const unknown of ['OF_A_NEWER_SERVER', 'toString', '__proto__', '']) {
    expect(explain(new ApiError({ ...problem, code: unknown as ErrorCode }))).toBe(t('error.unknown'));
    expect(textOf(UNSENT_TEXTS, unknown, 'pending.refused')).toBe('pending.refused');
  }
  expect(textOf(UNSENT_TEXTS, undefined, 'pending.refused')).toBe('pending.refused');
  expect(textOf(ERROR_TEXTS, 'OFFLINE', 'error.unknown')).toBe('error.offline');
});
