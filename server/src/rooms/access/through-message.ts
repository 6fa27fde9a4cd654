import { AppError } from '../../common/index.js';
import type { Standing } from './access.repository.js';
import { isVisible } from './visible.js';

/** The one answer to whoever names a message that is not there for them. */
export function messageNotFound(): AppError {
  return new AppError('MESSAGE_NOT_FOUND', 'There is no such message.');
}

/** The one answer to whoever names a thread that is not there for them, or is closed. */
export function threadNotFound(): AppError {
  return new AppError('THREAD_NOT_FOUND', 'There is no such thread in the room, or it is closed.');
}

/**
 * For what names a message and no room: that it is in a hidden room of others, or was said before what is theirs to
 * read, is told as that it is not there.
 * @param seq of the message
 * @throws AppError `MESSAGE_NOT_FOUND`, also in place of `ROOM_NOT_FOUND`
 */
export async function throughMessage(asking: Promise<Standing>, seq: number): Promise<Standing> {
  const standing = await asking.catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'ROOM_NOT_FOUND' ? messageNotFound() : error;
  });
  if (!isVisible(seq, standing.fromSeq)) throw messageNotFound();
  return standing;
}
