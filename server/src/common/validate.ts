import type { FieldError } from '@chatket/contract';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError, type ValidatorOptions } from 'class-validator';
import { validationError } from './app-error.js';

/**
 * How every door validates: unknown fields are refused, each refused field is named with one problem. Of several
 * decorators the lowest is asked first, so what a value is stands below how large it may be.
 */
export const VALIDATOR_OPTIONS = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
} as const satisfies ValidatorOptions;

const MAX_DEPTH = 6;

/**
 * Turns what came over the wire into an instance of `type`.
 * @throws AppError `VALIDATION` naming each refused field
 */
export function parse<T extends object>(type: ClassConstructor<T>, payload: unknown): T {
  requirePlainObject(payload, 'payload');
  const dto = plainToInstance(type, payload, { exposeDefaultValues: true });
  const errors = validateSync(dto, VALIDATOR_OPTIONS);
  if (errors.length > 0) throw validationError(fieldErrors(errors));
  return dto;
}

/**
 * Asked before anything walks through the input: its walkers call themselves, and depth costs the sender nothing.
 * @throws AppError `VALIDATION` for what is not an object or is nested too deeply; `name` is how the field is called
 */
export function requirePlainObject(payload: unknown, name: string): asserts payload is object {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw validationError([{ field: name, message: 'must be an object' }]);
  }
  if (!isShallow(payload, MAX_DEPTH))
    throw validationError([{ field: name, message: 'is nested too deeply' }]);
  // What every object has by itself, such as `constructor`, would be passed over as if it had not been sent.
  const inherited = Object.keys(payload).find((key) => key in Object.prototype);
  if (inherited !== undefined) throw validationError([{ field: inherited, message: 'should not exist' }]);
}

/** Class-validator's tree as a flat list of fields, in the form `rooms[0].roomId`. */
export function fieldErrors(errors: ValidationError[], parent = ''): FieldError[] {
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
