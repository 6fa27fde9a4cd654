import { ValidationPipe } from '@nestjs/common';
import { fieldErrors, validationError, VALIDATOR_OPTIONS } from '../common/index.js';

/** Validates bodies, queries and parameters of REST by the same rules as the sockets' payloads. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    ...VALIDATOR_OPTIONS,
    transform: true,
    transformOptions: { exposeDefaultValues: true },
    exceptionFactory: (errors) => validationError(fieldErrors(errors)),
  });
}
