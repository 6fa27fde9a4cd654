import { POLL_LIMITS } from '@chatket/contract';
import { registerDecorator } from 'class-validator';
import { refuseText } from '../common/index.js';

/** Validates that each of a list is a text that people will read. */
export function IsOptionText(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isOptionText',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => problemOf(value) === null,
        defaultMessage: (args) => problemOf(args?.value) ?? '',
      },
    });
  };
}

/** Of the first that cannot be taken. */
function problemOf(value: unknown): string | null {
  if (!Array.isArray(value)) return 'must be a list of texts';
  for (const each of value) {
    const problem = refuseText(each, POLL_LIMITS.optionMax);
    if (problem !== null) return `each ${problem}`;
  }
  return null;
}
