import { Transform } from 'node:stream';
import { type AppError, validationError } from '../common/index.js';
import { uploadTurns } from './upload-turns.js';

/** Lets so many bytes through, no more and no less, a piece in each turn of the loop. Fails with `VALIDATION`. */
export function exactly(size: number): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      passed += chunk.length;
      if (passed > size) next(wrongSize(size));
      else void uploadTurns.next().then(() => next(null, chunk));
    },
    flush(next) {
      next(passed < size ? wrongSize(size) : null);
    },
  });
}

export function wrongSize(size: number): AppError {
  return validationError([{ field: 'body', message: `must have exactly ${String(size)} bytes` }]);
}
