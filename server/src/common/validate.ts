import type { FieldError } from '@chatket/contract';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError, type ValidatorOptions } from 'class-validator';
import { validationError } from './app-error.js';
import { onlyKnown } from './only-known.js';

/**
 * Each refused field is named with one problem. Of several decorators the lowest is asked first, so what a value is
 * stands below how large it may be.
 */
const VALIDATOR_OPTIONS = {
  whitelist: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
} as const satisfies ValidatorOptions;

const MAX_DEPTH = 6;

/**
 * How every door validates: turns what came over the wire into an instance of `type`. Fields that `type` does not know
 * are dropped unseen, so a client that is newer than this server is understood as far as this server goes.
 * @param name how the input as a whole is called in a refusal
 * @throws AppError `VALIDATION` naming each refused field
 */
export function parse<T extends object>(type: ClassConstructor<T>, input: unknown, name = 'payload'): T {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw validationError([{ field: name, message: 'must be an object' }]);
  }
  const known = onlyKnown(type, input);
  // Before anything walks through it: the walkers call themselves, and depth costs the sender nothing.
  if (!isShallow(known, MAX_DEPTH)) throw validationError([{ field: name, message: 'is nested too deeply' }]);
  const dto = plainToInstance(type, known, { exposeDefaultValues: true });
  const errors = validateSync(dto, VALIDATOR_OPTIONS);
  if (errors.length > 0) throw validationError(fieldErrors(errors));
  return dto;
}

/** Class-validator's tree as a flat list of fields, in the form `rooms[0].roomId`. */
function fieldErrors(errors: ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const isIndex = /^\d+$/.test(error.property);
    const field = isIndex
      ? `${parent}[${error.property}]`
      : parent
        ? `${parent}.${error.property}`
        : error.property;
    const own = Object.values(error.constraints ?? {}).map((message) => ({
      field,
      message: message.startsWith(`${error.property} `) ? message.slice(error.property.length + 1) : message,
    }));
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  return Object.values(value).every((inner) => isShallow(inner, depth - 1));
}
