import type { Messages } from './format-message';
import { en } from './en';

export const LANGUAGES = ['en', 'tr'] as const;
/** What people can choose. */
export type Language = (typeof LANGUAGES)[number];
/** `pseudo` is English made longer and mirrored, for finding what is not translated or does not fit. */
export type LanguageCode = Language | 'pseudo';

export const DIRECTIONS = { en: 'ltr', tr: 'ltr', pseudo: 'rtl' } as const satisfies Record<
  LanguageCode,
  'ltr' | 'rtl'
>;

// At build time the texts have become what Lingui formats.
export const english: Messages = { ...en };

const LOADERS: Record<LanguageCode, () => Promise<Messages>> = {
  en: async () => english,
  tr: async () => (await import('./tr')).tr,
  pseudo: async () => (await withTexts(import('./pseudo'))).pseudoOf(english),
};

/** The compiled messages of a language. English is always there, the others are loaded when wanted. */
export function loadCatalog(code: LanguageCode): Promise<Messages> {
  return LOADERS[code]();
}

/** Waits for the code of a part that is loaded later, and for its English texts, which come in a file of their own. */
export async function withTexts<Module>(code: Promise<Module>): Promise<Module> {
  const [module] = await Promise.all([code, addRestOfEnglish()]);
  return module;
}

async function addRestOfEnglish(): Promise<void> {
  const { rest } = await import('./en/rest');
  Object.assign(english, rest);
}

/** The language of a page whose person has chosen none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  const short = wanted.map((tag) => tag.split('-')[0]);
  return short.map((code) => LANGUAGES.find((language) => language === code)).find(Boolean) ?? 'en';
}
