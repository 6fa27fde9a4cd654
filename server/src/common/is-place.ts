import { isUUID, ValidateBy } from 'class-validator';
import { Transform } from 'class-transformer';

/** Whether the text is a position in a room's log: digits, without a leading zero, and a number that is safe. */
export function isSeqText(value: string): boolean {
  const seq = Number(value);
  return Number.isSafeInteger(seq) && seq >= 0 && String(seq) === value;
}

const lowerCase = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.toLowerCase() : value,
);
const place = ValidateBy(
  {
    name: 'isPlace',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && (isUUID(value, 'all') || isSeqText(value)),
    },
  },
  { message: 'must be the UUID of a message, or a seq' },
);

/** Validates a place in a room's log: the id of a message, as `IsId` takes it, or a seq. */
export function IsPlace(): PropertyDecorator {
  return (target, property) => {
    lowerCase(target, property);
    place(target, property);
  };
}
