import { Fragment, createElement, useSyncExternalStore, type ReactNode } from 'react';
import { DIRECTIONS, english, loadCatalog, type LanguageCode } from './catalogs';
import { formatMessage, type Messages } from './format-message';
import type { Translate, TranslateRich } from './messages';
import { createTimeFormats, type HourCycle, type TimeFormats } from './time-formats';

/** One language with everything that depends on it. It never changes; another language is another one. */
export interface Locale {
  code: LanguageCode;
  direction: 'ltr' | 'rtl';
  /** The text of a message. */
  t: Translate;
  /** The same with elements in the places of its placeholders. */
  rich: TranslateRich;
  time: TimeFormats;
  /** A count with the separators of the language. */
  number: (count: number) => string;
  /** `Anna, Ben and Cem` in the words of the language. */
  list: (names: readonly string[]) => string;
}

interface Choice {
  code: LanguageCode;
  hourCycle: HourCycle;
}

type Say = (id: string, values: Record<string, string | number>) => string;

const PLACE = /\uE000(\w+)\uE001/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

const REGIONS: Record<LanguageCode, string> = { en: 'en-GB', tr: 'tr-TR', pseudo: 'en-GB' };

let current = createLocale({ code: 'en', hourCycle: undefined }, english);
let latestChoice: Choice | undefined;
const listeners = new Set<() => void>();

/** Makes the page speak a language, as soon as its messages are there. The last call wins; a language that cannot be loaded leaves everything as it is. */
export async function activateLocale(choice: Choice): Promise<void> {
  latestChoice = choice;
  const messages = await loadCatalog(choice.code).catch(() => undefined);
  if (!messages || latestChoice !== choice) return;
  current = createLocale(choice, messages);
  for (const listener of listeners) listener();
}

/** The language the page speaks now, for code outside components. */
export function currentLocale(): Locale {
  return current;
}

/** The language the page speaks; the component renders again when that changes. */
export function useLocale(): Locale {
  return useSyncExternalStore(onLocaleChange, currentLocale);
}

export function onLocaleChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function createLocale({ code, hourCycle }: Choice, messages: Messages): Locale {
  const locale = regionOf(code);
  const digits = new Intl.NumberFormat(locale);
  const numbers = {
    plurals: new Intl.PluralRules(locale),
    number: (count: number) => digits.format(count),
  };
  const say: Say = (id, values) => formatMessage(messages[id] ?? id, values, numbers);
  const t: Translate = (id, ...[values]) => fill(say, id, values).join('');
  return {
    code,
    direction: DIRECTIONS[code],
    t,
    rich: (id, ...[values]) => createElement(Fragment, null, ...fill<ReactNode>(say, id, values)),
    time: createTimeFormats({ locale, hourCycle, t }),
    number: numbers.number,
    list: (names) => new Intl.ListFormat(locale).format(names),
  };
}

/** The parts of a message in order. What people wrote is put in at the end, so that nothing in it is read as code. */
function fill<Value>(say: Say, id: string, values: Record<string, Value> = {}): (string | Value)[] {
  const places = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : `\uE000${name}\uE001`,
  ]);
  const parts = say(id, Object.fromEntries(places) as Record<string, string | number>).split(PLACE);
  return parts.map((part, index) => (index % 2 === 0 ? part : isolated(values[part] as Value)));
}

/** A text that runs the other way must not turn its neighbours around. */
function isolated<Value>(value: Value): Value | string {
  return typeof value === 'string' && RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
}

/** The reader's own region when it speaks the language: it decides about the order of dates. */
function regionOf(code: LanguageCode): string {
  const wanted = typeof navigator === 'undefined' ? [] : navigator.languages;
  return wanted.find((tag) => tag.startsWith(`${code}-`)) ?? REGIONS[code];
}
