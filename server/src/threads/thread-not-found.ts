import { AppError } from '../common/index.js';

/** The one answer to whoever names a thread that is not there for them. */
export function threadNotFound(): AppError {
  return new AppError('THREAD_NOT_FOUND', 'There is no such thread in this room.');
}
