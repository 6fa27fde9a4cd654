import {
  ERRORS,
  type ErrorCode,
  type FactorChallenge,
  type FieldError,
  type Message,
  type NamedRoom,
  type Need,
  type ProofTask,
  type RoleName,
} from '@chatket/contract';

export interface ErrorDetails {
  fields?: FieldError[];
  /** End of a mute and what is left of it, for `RATE_LIMITED`. */
  mute?: { until: Date; forMs: number };
  /** The message as it is, for `CONFLICT`. */
  current?: Message;
  /** What one has to be in the room, and what one is, for `FORBIDDEN`. */
  rights?: { need: Need; have: RoleName };
  /** Under which id the second factor is proven, for `SECOND_FACTOR`. */
  challenge?: FactorChallenge;
  /** Which rooms somebody else has to own first, for `ROOMS_NEED_OWNER`. */
  rooms?: NamedRoom[];
  /** What has to be worked out first, for `PROOF_NEEDED`. */
  proof?: ProofTask;
  /** How many people it would speak to, for `CONFIRM_REQUIRED`. */
  count?: number;
  /** After how long another try makes sense. */
  retryAfterMs?: number;
  cause?: unknown;
}

/** An expected failure: it has a code of the contract's table and reaches the caller as it is. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get isRetryable(): boolean {
    return ERRORS[this.code].retryable;
  }
}

/** Of the system: no more files, space or memory just now. */
const EXHAUSTED = new Set(['EMFILE', 'ENFILE', 'ENOSPC', 'EDQUOT', 'ENOMEM', 'ENOBUFS', 'EAGAIN']);

/**
 * Whatever was thrown, as an `AppError`. What this machine has too little of right now is `UNAVAILABLE`; what nobody
 * expected becomes `INTERNAL` and tells the caller nothing.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof Error && 'code' in thrown && EXHAUSTED.has(String(thrown.code))) {
    return new AppError('UNAVAILABLE', 'The server is at its limits right now. Try again shortly.', {
      cause: thrown,
    });
  }
  return new AppError('INTERNAL', 'Something went wrong on our side.', { cause: thrown });
}

/** A refused input, with the fields that were refused. */
export function validationError(fields: FieldError[]): AppError {
  const message = fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return new AppError('VALIDATION', message, { fields });
}
