import { types } from 'node:util';
import { AppError, toAppError } from '../common/index.js';
import { isPassingState } from './sql-states.js';

/** Prisma's own codes for the same: unreachable, timed out, closed, pool exhausted, conflict. */
const TRANSIENT_PRISMA_CODES = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2034',
  'P2037',
]);
/** Of the system, such as ECONNREFUSED or EAI_AGAIN; `ERR_…` are Node's, for mistakes of a program. */
const SYSTEM_CODE = /^E(?!RR_)[A-Z0-9_]+$/;
/** Of a connection that was not made because of its encryption. */
const TLS_CODE =
  /^(ERR_(TLS|SSL)_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|HOSTNAME_MISMATCH)/;
const SQL_STATE = /^[0-9A-Z]{5}$/;

/** A failure of the database as the rest of the server knows it: transient ones become `UNAVAILABLE`. */
export function databaseError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isBroken(error, 'User_living'))
    return new AppError('NOT_FOUND', 'This account is not there any more.', { cause: error });
  if (!isTransient(error)) return toAppError(error);
  return new AppError('UNAVAILABLE', 'The database cannot be reached right now. Try again shortly.', {
    cause: error,
  });
}

/** Whether somebody else held a row for too long: nothing has been written. */
export function isLockTimeout(error: AppError): boolean {
  return sqlStateOf(error.details.cause) === '55P03';
}

/** Whether it is this constraint that a statement would have broken. */
export function isBroken(error: unknown, constraint: string): boolean {
  if (error instanceof AppError) return isBroken(error.details.cause, constraint);
  return types.isNativeError(error) && 'constraint' in error && error.constraint === constraint;
}

/** Whether the role that the server connects as may not do it. */
export function isDenied(error: unknown): boolean {
  return (
    sqlStateOf(error) === '42501' ||
    (error instanceof AppError && sqlStateOf(error.details.cause) === '42501')
  );
}

/** Whether `error` means "not now" rather than "not so". */
export function isTransient(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const state = sqlStateOf(error);
  if (state !== undefined) return isPassingState(state);
  const code = codeOf(error);
  if (SYSTEM_CODE.test(code) || isTlsError(error) || TRANSIENT_PRISMA_CODES.has(code)) return true;
  return /timeout|terminated|connection|not queryable|closed|after calling end/i.test(error.message);
}

/** Whether a connection was not made because of its encryption. */
export function isTlsError(error: unknown): boolean {
  return types.isNativeError(error) && TLS_CODE.test(codeOf(error));
}

/** What PostgreSQL said, whether it comes from the driver or wrapped by Prisma; undefined when it said nothing. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!types.isNativeError(error)) return undefined;
  const code = codeOf(error);
  if (SQL_STATE.test(code) && !/^P[12]\d{3}$/.test(code) && !SYSTEM_CODE.test(code)) return code;
  const { cause, meta } = error as {
    cause?: unknown;
    meta?: { driverAdapterError?: unknown } | undefined;
  };
  if (isDriverCause(cause)) return cause.originalCode;
  return sqlStateOf(cause) ?? sqlStateOf(meta?.driverAdapterError);
}

/** The reason of a failure in a word and a sentence, for an operator: never a value that was sent. */
export function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  const code = codeOf(error);
  const message = error.message === '' ? error.name : error.message;
  return code === '' || message.includes(code) ? message : `${message} (${code})`;
}

function isDriverCause(cause: unknown): cause is { originalCode: string } {
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'originalCode' in cause &&
    typeof cause.originalCode === 'string'
  );
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
