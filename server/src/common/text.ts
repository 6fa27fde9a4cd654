import { codePointLength, type TextProblem, textProblem } from '@chatket/contract';
import { registerDecorator, type ValidationOptions } from 'class-validator';

/** Trims a text at the door; anything but a text is left for the validator to refuse. */
export function trimmed({ value }: { value: unknown }): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** As `trimmed`, and whatever white space is in it is one space. */
export function oneLine({ value }: { value: unknown }): unknown {
  return typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') : value;
}

const SENTENCES: Record<Exclude<TextProblem, 'tooLong'>, string> = {
  unstorable: 'must not contain NUL or half a surrogate pair',
  empty: 'must not be empty',
};

/** Why `text` cannot be taken with at most `max` code points, or null when it can. */
export function refuseText(text: unknown, max: number): string | null {
  if (typeof text !== 'string') return 'must be a text';
  const problem = textProblem(text, max);
  if (problem === undefined) return null;
  if (problem !== 'tooLong') return SENTENCES[problem];
  return `must have at most ${String(max)} characters, not ${String(codePointLength(text))}`;
}

interface ReadableOptions extends ValidationOptions {
  /** Where this other field is there, the text may be empty. */
  mayBeEmptyWith?: string;
}

/** Validates a text that people will read: visible, storable, at most `max` code points. */
export function IsReadableText(
  max: number,
  { mayBeEmptyWith = '', ...options }: ReadableOptions = {},
): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isReadableText',
      target: target.constructor,
      propertyName: String(property),
      options,
      validator: {
        validate: (value: unknown, args) =>
          refuseText(value, max) === null ||
          (value === '' && (args?.object as Record<string, unknown>)[mayBeEmptyWith] !== undefined),
        defaultMessage: (args) => refuseText(args?.value, max) ?? '',
      },
    });
  };
}
