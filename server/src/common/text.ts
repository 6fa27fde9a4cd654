import { codePointLength } from '@chatket/contract';
import { registerDecorator, type ValidationOptions } from 'class-validator';

/** Characters PostgreSQL cannot store (NUL) or UTF-8 cannot carry (half a surrogate pair). */
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
/** Not white space, nor what shows nothing (2800 is the blank of Braille): a text without any of these is empty. */
const VISIBLE = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Trims a text at the door; anything but a text is left for the validator to refuse. */
export function trimmed({ value }: { value: unknown }): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** Why `text` cannot be taken with at most `max` code points, or null when it can. */
export function refuseText(text: unknown, max: number): string | null {
  if (typeof text !== 'string') return 'must be a text';
  if (UNSTORABLE.test(text)) return 'must not contain NUL or half a surrogate pair';
  if (!VISIBLE.test(text)) return 'must not be empty';
  // There are never more code points than units of UTF-16.
  if (text.length <= max) return null;
  const length = codePointLength(text);
  return length > max ? `must have at most ${String(max)} characters, not ${String(length)}` : null;
}

/** Validates a text that people will read: visible, storable, at most `max` code points. */
export function IsReadableText(max: number, options?: ValidationOptions): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isReadableText',
      target: target.constructor,
      propertyName: String(property),
      options,
      validator: {
        validate: (value: unknown) => refuseText(value, max) === null,
        defaultMessage: (args) => refuseText(args?.value, max) ?? '',
      },
    });
  };
}
