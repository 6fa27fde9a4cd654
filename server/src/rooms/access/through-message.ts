import { AppError } from '../../common/index.js';

/** The one answer to whoever names a message that is not there for them. */
export function messageNotFound(): AppError {
  return new AppError('MESSAGE_NOT_FOUND', 'There is no such message.');
}

/**
 * For what names a message and no room: that it is in a hidden room of others is told as that it is not there.
 * @throws AppError `MESSAGE_NOT_FOUND` in place of `ROOM_NOT_FOUND`
 */
export async function throughMessage<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    throw error instanceof AppError && error.code === 'ROOM_NOT_FOUND' ? messageNotFound() : error;
  }
}
