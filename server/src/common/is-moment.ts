import { registerDecorator } from 'class-validator';
import { READABLE_TIME } from './readable-time.js';

/** Validates a moment as ISO 8601 with its time zone. */
export function IsMoment(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isMoment',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' &&
          value.length <= 35 &&
          READABLE_TIME.test(value) &&
          value.includes('T') &&
          hasZone(value) &&
          !Number.isNaN(Date.parse(value)),
        defaultMessage: () => 'must be a moment such as 2026-01-31T12:00:00.000Z',
      },
    });
  };
}

/** Of a text that is a readable time: it ends with Z, or with hours and minutes behind a sign. */
function hasZone(time: string): boolean {
  return time.endsWith('Z') || ['+', '-'].includes(time.charAt(time.length - 6));
}
