import { registerDecorator, ValidateIf } from 'class-validator';

/**
 * Marks a field that may be left out, the only way to do so: absent is absent, and `null` is refused like any other
 * value the field's rules do not allow. (Class-validator's own `IsOptional` lets `null` pass all rules.)
 */
export function MayBeAbsent(): PropertyDecorator {
  return absentWhere('mayBeAbsent', () => true);
}

/** Marks a field that may be left out where another one is there; the rules that it has stay. */
export function MayBeAbsentBeside(other: string): PropertyDecorator {
  return absentWhere('mayBeAbsentBeside', (object) => object[other] !== undefined);
}

function absentWhere(name: string, mayBe: (object: Record<string, unknown>) => boolean): PropertyDecorator {
  return (target, property) => {
    ValidateIf((object: Record<string, unknown>, value) => value !== undefined || !mayBe(object))(
      target,
      property,
    );
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => value !== null,
        defaultMessage: () => 'must have a value or be left out, not be null',
      },
    });
  };
}
