import { Transform } from 'node:stream';
import { type AppError, validationError } from '../common/index.js';

/** Lets so many bytes through, no more and no less. Fails with `VALIDATION`. */
export function exactly(size: number): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      passed += chunk.length;
      next(passed > size ? wrongSize(size) : null, chunk);
    },
    flush(next) {
      next(passed < size ? wrongSize(size) : null);
    },
  });
}

export function wrongSize(size: number): AppError {
  return validationError([{ field: 'body', message: `must have exactly ${String(size)} bytes` }]);
}
