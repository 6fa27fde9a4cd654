import { describe, expect, it } from 'vitest';
import { LANGUAGES, loadCatalog, preferredLanguage, withTexts } from './catalogs';

/** The names of the placeholders in a compiled message, those in the branches of plurals included. */
function namesIn(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((token: unknown) => {
    if (!Array.isArray(token)) return [];
    const [name, , cases] = token as [string, string?, object?];
    return [name, ...Object.values(cases ?? {}).flatMap(namesIn)];
  });
}

const sorted = (names: string[]) => [...new Set(names)].sort();

async function catalogs() {
  const english = await withTexts(loadCatalog('en'));
  return Promise.all(LANGUAGES.map(async (code) => ({ code, english, messages: await loadCatalog(code) })));
}

describe('catalogs', () => {
  it('have the same messages in every language, each with the same placeholders', async () => {
    for (const { code, english, messages } of await catalogs()) {
      expect(Object.keys(messages).sort(), code).toEqual(Object.keys(english).sort());
      for (const [id, message] of Object.entries(english))
        expect(sorted(namesIn(messages[id])), `${code} ${id}`).toEqual(sorted(namesIn(message)));
    }
  });

  it('leave no message empty, and know every plural form their language has', async () => {
    for (const { code, messages } of await catalogs()) {
      const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
      for (const [id, message] of Object.entries(messages)) {
        expect(JSON.stringify(message), `${code} ${id}`).toMatch(/\p{L}/u);
        for (const token of message as unknown[])
          if (Array.isArray(token) && token[1] === 'plural') {
            const known = Object.keys(token[2] as object);
            expect(known, `${code} ${id}`).toContain('other');
            // Turkish nouns do not change after a number.
            if (code !== 'tr') expect(known, `${code} ${id}`).toEqual(expect.arrayContaining(forms));
          }
      }
    }
  });

  it('are chosen by what the person reads first', () => {
    expect(preferredLanguage(['tr-TR', 'en'])).toBe('tr');
    expect(preferredLanguage(['de-DE', 'tr', 'en'])).toBe('tr');
    expect(preferredLanguage(['de', 'fr'])).toBe('en');
    expect(preferredLanguage([])).toBe('en');
  });

  it('become longer and stay complete in the pseudo language', async () => {
    const english = await withTexts(loadCatalog('en'));
    const pseudo = await loadCatalog('pseudo');
    expect(Object.keys(pseudo)).toEqual(Object.keys(english));
    for (const [id, message] of Object.entries(english))
      expect(namesIn(pseudo[id]), id).toEqual(namesIn(message));
    expect(pseudo['rooms.create']).toEqual(['Cŕéåţé~~ ŕööɱ~~']);
  });
});
