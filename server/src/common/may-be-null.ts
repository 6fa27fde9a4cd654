import { registerDecorator, ValidateIf } from 'class-validator';

/**
 * Marks a field in which `null` says something, the only way to do so: then its other rules are not asked. Everywhere
 * else `null` is refused.
 */
export function MayBeNull(): PropertyDecorator {
  return (target, property) => {
    ValidateIf((_object, value) => value !== null)(target, property);
    // Without a rule of its own: it makes the mark visible to whoever reads the metadata.
    registerDecorator({
      name: 'mayBeNull',
      target: target.constructor,
      propertyName: String(property),
      validator: { validate: () => true },
    });
  };
}
