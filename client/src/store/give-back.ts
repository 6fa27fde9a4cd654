import { FILE_LIMITS } from '@chatket/contract';
import { keyOfPlace } from './draft-places';
import type { PendingMessage } from './outbox-store';
import type { ChatStores } from './stores';

type GivenBack = Pick<PendingMessage, 'roomId' | 'threadId' | 'text' | 'replyTo' | 'files'>;

/**
 * Gives what was written, and chosen, for a message back to where it was: before whatever stands there already. Whoever takes
 * the message out of the outbox does so afterwards: files that go with a draft are kept.
 * @returns false, and nothing is done, where these are more files than a message takes
 */
export function giveBack(
  { drafts, draftFiles, timelines, writing }: ChatStores,
  { roomId, threadId, text, replyTo, files = [] }: GivenBack,
): boolean {
  const key = keyOfPlace({ roomId, threadId });
  const others = (draftFiles.getState()[key] ?? []).filter(
    (other) => !files.some(({ id }) => id === other.id),
  );
  if (files.length > 0 && files.length + others.length > FILE_LIMITS.perMessage) return false;
  if (files.length > 0) draftFiles.setState({ [key]: [...files, ...others] });
  if (text !== '') drafts.actions.restore(key, text);
  const answered = timelines
    .getState()
    .byRoom[roomId]?.messages.find(({ messageId }) => messageId === replyTo?.id);
  // Nothing is quoted in a thread.
  if (answered && threadId === undefined && !writing.getState().byRoom[roomId])
    writing.actions.begin(roomId, { kind: 'reply', message: answered });
  return true;
}
