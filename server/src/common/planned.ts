import { LIMITS } from '@chatket/contract';
import { validationError } from './app-error.js';
import type { Clock } from './clock.js';

/** Of a request that was on its way for long, and of clocks that are a little behind: it is done at once. */
const LATE_MS = 60_000;

/**
 * The moment for which something is planned.
 * @throws AppError `VALIDATION` naming `at` when it is over, or too far away
 */
export function plannedAt(at: string, clock: Clock): Date {
  const moment = new Date(at);
  const aheadMs = moment.getTime() - clock.now();
  if (aheadMs < -LATE_MS) throw validationError([{ field: 'at', message: 'must not be over' }]);
  if (aheadMs > LIMITS.planAheadMs)
    throw validationError([{ field: 'at', message: 'must be within the next 366 days' }]);
  return moment;
}
