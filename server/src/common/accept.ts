import type { ClassConstructor } from 'class-transformer';

/**
 * A short way past `parse` for payloads that are right beyond doubt: gives what `parse` would give, or nothing, and then
 * `parse` judges and names the fields. So the rules live in the DTO alone, and a property test holds both together.
 */
export type Accept<T> = (payload: unknown) => T | undefined;

/** How an event or request may come in: its rules, and for those that come often the short way. */
export interface Door<T extends object> {
  dto: ClassConstructor<T>;
  accept?: Accept<T> | undefined;
}

const CANONICAL_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** An id in the form in which the server keeps ids. */
export function isCanonicalId(value: unknown): value is string {
  return typeof value === 'string' && CANONICAL_UUID.test(value);
}

/** Whether a value is an object that has these fields by itself. Whatever else it has does not matter. */
export function hasFields<K extends string>(
  value: unknown,
  fields: readonly K[],
): value is Record<K, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return fields.every((field) => Object.hasOwn(value, field));
}
