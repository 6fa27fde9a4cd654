import { type ClassConstructor, Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';

/** Validates an object inside another one, by the rules of its own type. */
export function ObjectOf(type: ClassConstructor<object>): PropertyDecorator {
  const rules = [Type(() => type), ValidateNested(), IsObject({ message: 'must be an object' })];
  return (target, property) => {
    for (const rule of rules) rule(target, property);
  };
}
