import { registerDecorator, ValidateIf } from 'class-validator';

/** Marks a field that may be left out where another one is there; the rules that it has stay. */
export function MayBeAbsentBeside(other: string): PropertyDecorator {
  return ValidateIf(
    (object: Record<string, unknown>, value) => value !== undefined || object[other] === undefined,
  );
}

/**
 * Marks a field that may be left out, the only way to do so: absent is absent, and `null` is refused like any other
 * value the field's rules do not allow. (Class-validator's own `IsOptional` lets `null` pass all rules.)
 */
export function MayBeAbsent(): PropertyDecorator {
  return (target, property) => {
    ValidateIf((_object, value) => value !== undefined)(target, property);
    registerDecorator({
      name: 'mayBeAbsent',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => value !== null,
        defaultMessage: () => 'must have a value or be left out, not be null',
      },
    });
  };
}
