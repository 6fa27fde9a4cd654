import { Transform } from 'class-transformer';
import { IsUUID, isUUID } from 'class-validator';

const lowerCase = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.toLowerCase() : value,
);
const uuid = IsUUID('all', { message: 'must be a UUID' });

/**
 * Validates an id. Inside the server ids are compared as texts: one written in capitals would find the row in the
 * database but nobody who listens.
 */
export function IsId(): PropertyDecorator {
  return (target, property) => {
    lowerCase(target, property);
    uuid(target, property);
  };
}

/** Whether it is an id, for what comes in another way than through a DTO. */
export function isId(value: unknown): value is string {
  return isUUID(value, 'all');
}
