import { type DisplayNameProblem, displayNameProblem, LIMITS, type TextProblem } from '@chatket/contract';
import { registerDecorator } from 'class-validator';
import { refuseText } from './text.js';

const SENTENCES: Record<Exclude<DisplayNameProblem, TextProblem>, string> = {
  hidden: 'must not hold characters that are not seen or turn the line',
  marks: 'must not pile up marks',
  mixed: 'must not mix letters of Latin, Greek and Cyrillic in a word',
  handle: 'must not hold an @, which is for handles',
  reserved: 'is reserved',
};

function refuse(name: unknown): string | null {
  const refused = refuseText(name, LIMITS.displayNameMax);
  if (refused !== null || typeof name !== 'string') return refused;
  const problem = displayNameProblem(name);
  return problem && problem in SENTENCES ? SENTENCES[problem as keyof typeof SENTENCES] : null;
}

/** Validates a name that may stand beside a handle. */
export function IsDisplayName(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isDisplayName',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => refuse(value) === null,
        defaultMessage: (args) => refuse(args?.value) ?? '',
      },
    });
  };
}
