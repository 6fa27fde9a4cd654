import type { ClassConstructor } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';
import { itemTypeOf } from './list-of.js';

interface Field {
  name: string;
  /** What the items of a list are. */
  itemType: ClassConstructor<object> | undefined;
}

const fieldsByType = new Map<ClassConstructor<object>, readonly Field[]>();

/**
 * A copy of an input that came over the wire with the fields that `type` declares and nothing else. Whatever else was
 * sent is not even looked at: unknown fields, however deep, and those that would reach a prototype (`__proto__`,
 * `constructor`). A field that is `undefined` counts as absent.
 */
export function onlyKnown(type: ClassConstructor<object>, input: object): object {
  const known: Record<string, unknown> = {};
  for (const { name, itemType } of fieldsOf(type)) {
    if (!Object.hasOwn(input, name)) continue;
    const value = (input as Record<string, unknown>)[name];
    if (value !== undefined) known[name] = itemType ? itemsOf(itemType, value) : value;
  }
  return known;
}

function itemsOf(type: ClassConstructor<object>, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item) ? onlyKnown(type, item) : item,
  );
}

function fieldsOf(type: ClassConstructor<object>): readonly Field[] {
  const known = fieldsByType.get(type);
  if (known) return known;
  const declared = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const names = new Set(declared.map(({ propertyName }) => propertyName));
  const fields = [...names].map((name) => ({ name, itemType: itemTypeOf(type, name) }));
  fieldsByType.set(type, fields);
  return fields;
}
