import type { CompiledMessage } from '@lingui/message-utils/compileMessage';

/** By their ids. One that is nothing but text may be a string. */
export type Messages = Record<string, CompiledMessage | string>;

interface Numbers {
  plurals: Intl.PluralRules;
  number: (count: number) => string;
}

type Values = Readonly<Record<string, string | number>>;

/**
 * Fills a message as Lingui has compiled it: texts, placeholders, plurals with `#` and choices. Its own runtime brings
 * what only messages need that are parsed in the browser; a test holds this one to it.
 */
export function formatMessage(message: CompiledMessage | string, values: Values, numbers: Numbers): string {
  return typeof message === 'string' ? message : say(message, values, { numbers });
}

function say(tokens: unknown, values: Values, context: { numbers: Numbers; counted?: number }): string {
  if (!Array.isArray(tokens)) return String(tokens);
  return tokens.map((token: unknown) => sayToken(token, values, context)).join('');
}

function sayToken(token: unknown, values: Values, context: Parameters<typeof say>[2]): string {
  const { numbers, counted } = context;
  if (token === '#' && counted !== undefined) return numbers.number(counted);
  if (!Array.isArray(token)) return String(token);
  const [name, kind, cases] = token as [string, string | undefined, Record<string, unknown> | undefined];
  const value = values[name] ?? '';
  if (!cases) return String(value);
  const form = kind === 'plural' ? numbers.plurals.select(Number(value)) : 'other';
  const chosen = cases[value] ?? cases[form] ?? cases.other;
  return say(chosen, values, kind === 'plural' ? { numbers, counted: Number(value) } : { numbers });
}
