import { ValidatorConstraint } from 'class-validator';

/** How long the name of a zone may be. */
export const ZONE_MAX = 64;

/** Whether the machine knows a time zone of that name. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** For `@Validate`: the name of a time zone. */
@ValidatorConstraint()
export class TimeZone {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isZone(value);
  }

  defaultMessage(): string {
    return 'must be a time zone, such as Europe/Istanbul';
  }
}
