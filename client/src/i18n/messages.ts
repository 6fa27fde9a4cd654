import type { ReactNode } from 'react';
import type { en } from './en';
import type { rest } from './en/rest';

type English = typeof en & typeof rest;

/** Names one message of the catalogs, such as `rooms.create.title`. */
export type AnyMessageId = keyof English;

/** A message without placeholders: its id can be kept in a table. */
export type MessageId = {
  [Id in AnyMessageId]: [NamesIn<English[Id]>] extends [never] ? Id : never;
}[AnyMessageId];

/** What a message is filled with, by the names of its placeholders. Nothing for one that has none. */
export type ValuesOf<Id extends AnyMessageId, Value> = [NamesIn<English[Id]>] extends [never]
  ? []
  : [values: Record<NamesIn<English[Id]>, Value>];

export type Translate = <Id extends AnyMessageId>(id: Id, ...values: ValuesOf<Id, string | number>) => string;
export type TranslateRich = <Id extends AnyMessageId>(
  id: Id,
  ...values: ValuesOf<Id, ReactNode>
) => ReactNode;

/** The names in `{name}` and `{name, plural, …}`. A branch of a plural holds `#` or a space, which no name does. */
type NamesIn<Text> = Text extends `${string}{${infer Inside}}${infer Rest}`
  ? NameIn<Inside> | NamesIn<Rest>
  : never;
type NameIn<Inside> = Inside extends `${infer Name},${string}`
  ? Name
  : Inside extends `${string}${' ' | '#'}${string}`
    ? never
    : Inside;
