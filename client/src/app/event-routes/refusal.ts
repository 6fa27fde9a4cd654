import { currentLocale } from '../../i18n';
import { textOf } from '../../i18n/text-of';
import { UNSENT_TEXTS } from '../../i18n/unsent-texts';

const SENTENCES = { delete: 'delete.failed', react: 'react.failed' } as const;

/** Says that the server did not do to a message what I wanted, and why. */
export function refusalOf(kind: keyof typeof SENTENCES, code: string): string {
  const { t } = currentLocale();
  return t(SENTENCES[kind], { reason: t(textOf(UNSENT_TEXTS, code, 'pending.refused')) });
}
