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
export function withTexts<Module>(code: Promise<Module>): Promise<Module> {
  return withEnglish(code, async () => (await import('./en/rest')).rest);
}

/** The same for what is said before anybody is logged in: nobody waits there for all the others. */
export function withLoginTexts<Module>(code: Promise<Module>): Promise<Module> {
  return withEnglish(code, async () => (await import('./en/login')).login);
}

/** The same for the list of my rooms, which everybody sees soon. */
export function withSectionTexts<Module>(code: Promise<Module>): Promise<Module> {
  return withEnglish(code, async () => (await import('./en/sections')).sections);
}

async function withEnglish<Module>(code: Promise<Module>, load: () => Promise<object>): Promise<Module> {
  const [module, texts] = await Promise.all([code, load()]);
  Object.assign(english, texts);
  return module;
}

/** The language of a page whose person has chosen none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  const short = wanted.map((tag) => tag.split('-')[0]);
  return short.map((code) => LANGUAGES.find((language) => language === code)).find(Boolean) ?? 'en';
}
