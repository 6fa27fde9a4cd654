import type { Translate } from '../../i18n';

/** Who is typing, in words. */
export function typingText(names: readonly string[], t: Translate): string {
  const [first, second] = names;
  if (first === undefined) return '';
  if (second === undefined) return t('typing.one', { name: first });
  return names.length === 2 ? t('typing.two', { first, second }) : t('typing.many');
}
