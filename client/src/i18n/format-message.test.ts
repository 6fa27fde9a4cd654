import { setupI18n } from '@lingui/core';
import { expect, it } from 'vitest';
import { LANGUAGES, loadCatalog, withTexts } from './catalogs';
import { formatMessage } from './format-message';

const COUNTS = [0, 1, 2, 5, 21, 1_234_567];

/** A value for every placeholder there may be; a name that is no number is a text. */
function valuesOf(message: unknown, count: number): Record<string, string | number> {
  if (!Array.isArray(message)) return {};
  const values: Record<string, string | number> = {};
  for (const token of message as unknown[]) {
    if (!Array.isArray(token)) continue;
    const [name, kind, cases] = token as [string, string?, object?];
    values[name] = kind === 'plural' ? count : `<${name}>`;
    for (const inner of Object.values(cases ?? {})) Object.assign(values, valuesOf(inner, count));
  }
  return values;
}

it('every message reads as Lingui reads it, with every count', async () => {
  await withTexts(Promise.resolve());
  for (const code of LANGUAGES) {
    const messages = await loadCatalog(code);
    const lingui = setupI18n({ locale: code, messages: { [code]: messages } });
    const numbers = {
      plurals: new Intl.PluralRules(code),
      number: (count: number) => new Intl.NumberFormat(code).format(count),
    };
    for (const [id, message] of Object.entries(messages))
      for (const count of COUNTS) {
        const values = valuesOf(message, count);
        expect(formatMessage(message, values, numbers), `${code} ${id}`).toBe(lingui._(id, values));
      }
  }
});

it('a choice and an exact count go before the rule of the language', () => {
  const numbers = { plurals: new Intl.PluralRules('en'), number: String };
  const nobody = [['count', 'plural', { 0: ['nobody'], one: ['#', ' person'], other: ['#', ' people'] }]];
  const say = (count: number) => formatMessage(nobody as never, { count }, numbers);
  expect([0, 1, 2].map(say)).toEqual(['nobody', '1 person', '2 people']);
  const which = [['kind', 'select', { room: ['a room'], other: ['something'] }]];
  expect(formatMessage(which as never, { kind: 'room' }, numbers)).toBe('a room');
  expect(formatMessage(which as never, { kind: 'else' }, numbers)).toBe('something');
});
