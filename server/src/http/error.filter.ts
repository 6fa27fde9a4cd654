import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { type ErrorCode, ERRORS, type RestError } from '@chatket/contract';
import type { Request, Response } from 'express';
import { AppError, newTraceId, toAppError } from '../common/index.js';

/** What the framework's own refusals are called on the wire. */
const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'VALIDATION',
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'TOO_MANY_REQUESTS',
  503: 'UNAVAILABLE',
};

/** The door out for every REST failure: one shape, one code table, one line in the log for what nobody expected. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    this.answer(thrown, host.switchToHttp().getRequest(), host.switchToHttp().getResponse());
  }

  answer(thrown: unknown, request: Request & { id?: unknown }, response: Response): void {
    const error = asAppError(thrown);
    const traceId = typeof request.id === 'string' ? request.id : newTraceId();
    if (error.code === 'INTERNAL') this.logger.error({ err: thrown, traceId }, 'request failed');
    if (response.headersSent || response.destroyed) {
      // An end would make half an answer look like a whole one.
      response.destroy();
      return;
    }
    const { retryAfterMs, fields, rights, challenge, rooms, proof } = error.details;
    if (retryAfterMs !== undefined)
      response.setHeader('Retry-After', Math.max(1, Math.ceil(retryAfterMs / 1000)));
    response.status(error.status).json({
      statusCode: error.status,
      code: error.code,
      message: error.message,
      traceId,
      ...(fields && { fields }),
      ...(rooms && { rooms }),
      ...rights,
      ...challenge,
      ...(proof && { proof }),
    } satisfies RestError);
  }
}

function asAppError(thrown: unknown): AppError {
  const status = statusOf(thrown);
  const code = status === undefined ? undefined : codeOf(status);
  if (code === undefined) return toAppError(thrown);
  return new AppError(code, messageOf(thrown, code), { cause: thrown });
}

/** Whatever the framework finds wrong with a request is the request's fault, also what has no code of its own. */
function codeOf(status: number): ErrorCode | undefined {
  return CODE_OF_STATUS[status] ?? (status >= 400 && status < 500 ? 'VALIDATION' : undefined);
}

/** The status of a refusal by Nest or by one of Express's body parsers. */
function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof AppError) return undefined;
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number')
    return thrown.status;
  return undefined;
}

function messageOf(thrown: unknown, code: ErrorCode): string {
  if (code === 'NOT_FOUND') return 'There is nothing at this address.';
  if (code === 'PAYLOAD_TOO_LARGE') return 'The request is too large.';
  if (thrown instanceof HttpException) return thrown.message;
  return ERRORS[code].status === 400 ? 'The request body cannot be read.' : 'The request was refused.';
}
