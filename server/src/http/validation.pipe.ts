import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import { fieldErrors, requirePlainObject, validationError, VALIDATOR_OPTIONS } from '../common/index.js';

class RestValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isWhole = metadata.type === 'body' || metadata.type === 'query';
    if (isWhole && value !== undefined) requirePlainObject(value, metadata.type);
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

/** Validates bodies, queries and parameters of REST by the same rules as the sockets' payloads. */
export function createValidationPipe(): ValidationPipe {
  return new RestValidationPipe({
    ...VALIDATOR_OPTIONS,
    transform: true,
    transformOptions: { exposeDefaultValues: true },
    exceptionFactory: (errors) => validationError(fieldErrors(errors)),
  });
}
