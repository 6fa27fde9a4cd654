/**
 * Texts in the person's language.
 * 1. A text is a line in `en/<area>.ts` and `tr/<area>.ts`, in ICU: `'rooms.left': 'You left {room}.'`.
 * 2. In components: `const { t, rich, time, number } = useLocale()`, then `t('rooms.left', { room: room.name })`;
 *    elsewhere, while something happens: `currentLocale().t(…)`. Never keep a text in a constant or a store.
 * 3. Counts: `'{count, plural, one {# member} other {# members}}'`, with the number as a value.
 * 4. Elements inside a text: `rich('auth.codeFor', { name: <bdi>{name}</bdi> })`. Times: `time.moment(at, now)`.
 * 5. A new area is a file in both folders and a line in their `index.ts`, or in `rest.ts` when only parts use it that
 *    are loaded later, `withTexts`. A missing key or value is a type error.
 */
export {
  LANGUAGES,
  preferredLanguage,
  withLoginTexts,
  withSectionTexts,
  withTexts,
  type LanguageCode,
} from './catalogs';
export { activateLocale, currentLocale, onLocaleChange, useLocale, type Locale } from './locale';
export type { MessageId, Translate } from './messages';
export { roomTitle } from './room-title';
export type { TimeFormats } from './time-formats';
