import 'reflect-metadata';
import { type ClassConstructor, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateNested } from 'class-validator';

const ITEM_TYPE = Symbol('item type');

/** Validates a list of objects of one kind: `min` to `max` of them, each by the rules of its own type. */
export function ListOf(
  type: ClassConstructor<object>,
  { min, max }: { min: number; max: number },
): PropertyDecorator {
  const rules = [
    Type(() => type),
    ValidateNested({ each: true }),
    IsObject({ each: true, message: 'must hold objects' }),
    ArrayMaxSize(max),
    ArrayMinSize(min),
    IsArray(),
  ];
  return (target, property) => {
    Reflect.defineMetadata(ITEM_TYPE, type, target, property);
    // As if they stood above each other: the last one is asked first.
    for (const rule of rules) rule(target, property);
  };
}

/** What the items of a field declared with `ListOf` are; nothing for other fields. */
export function itemTypeOf(
  type: ClassConstructor<object>,
  field: string,
): ClassConstructor<object> | undefined {
  return Reflect.getMetadata(ITEM_TYPE, type.prototype as object, field) as
    ClassConstructor<object> | undefined;
}
