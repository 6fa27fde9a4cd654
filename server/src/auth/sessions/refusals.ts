import { AppError } from '../../common/index.js';
import type { Visitor } from './visitor.js';

/** @throws AppError `ORIGIN_NOT_ALLOWED` where no page of this host asks */
export function requireOwnPage({ isOwnPage }: Visitor): void {
  if (!isOwnPage)
    throw new AppError('ORIGIN_NOT_ALLOWED', 'Only a page of this server may use its login cookie.');
}

/** The answer to whoever has no login, or none any more. */
export function loggedOut(): AppError {
  return new AppError('UNAUTHENTICATED', 'Log in first.');
}

/** A token that counts no more has nothing left to end. */
export function ignoreRefusal(error: unknown): undefined {
  if (error instanceof AppError && error.status === 401) return undefined;
  throw error;
}
