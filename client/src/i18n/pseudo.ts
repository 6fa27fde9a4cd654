import type { Messages } from './format-message';

const LETTERS: Record<string, string> = Object.fromEntries(
  [...'aåbƀcçdðeéfƒgĝhĥiîjĵkķlļmɱnñoöpþqɋrŕsštţuûvṽwŵxẋyýzž'].reduce<[string, string][]>(
    (pairs, letter, index, all) => {
      const accented = all[index + 1];
      return index % 2 === 0 && accented ? [...pairs, [letter, accented]] : pairs;
    },
    [],
  ),
);

/** English with accents and a third longer, so that texts without a translation and narrow places show. */
export function pseudoOf(messages: Messages): Messages {
  return Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, stretch(message)]));
}

function stretch<T>(message: T): T {
  if (!Array.isArray(message)) return message;
  return message.map((token: unknown) =>
    typeof token === 'string' ? longer(token) : Array.isArray(token) ? branches(token) : token,
  ) as T;
}

/** A placeholder; the branches of a plural are messages of their own. */
function branches([name, kind, cases]: unknown[]): unknown[] {
  if (typeof cases !== 'object' || cases === null) return kind === undefined ? [name] : [name, kind];
  return [name, kind, Object.fromEntries(Object.entries(cases).map(([rule, text]) => [rule, stretch(text)]))];
}

function longer(text: string): string {
  if (text === '#') return text;
  return text.replace(/\p{L}{2,}/gu, (word) => {
    const accented = word.replace(/[a-z]/gu, (letter) => LETTERS[letter] ?? letter);
    return word.length > 3 ? `${accented}${'~'.repeat(Math.ceil(word.length / 3))}` : accented;
  });
}
