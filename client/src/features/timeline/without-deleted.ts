import { ROLES, type Message, type MessageQuote, type UserRef } from '@chatket/contract';
import { keyOf } from './rows';

/** Whoever looks at a conversation, and what they are at. */
export interface Reader {
  me: UserRef;
  /** In the room. */
  role: number | undefined;
  /** What is on its way out. */
  unsent: readonly { replyTo?: MessageQuote | undefined }[];
  /** Where a link has led, and what is being changed or answered. */
  heldIds: readonly (string | undefined)[];
  /** Of the row that has the focus. */
  focusedKey: string | undefined;
}

/**
 * The messages that are drawn; the same array where that is all. One that was deleted leaves nothing behind, unless something
 * hangs on it: a thread, what quotes it, whoever is at it right now. What moderators have taken away is told to its author,
 * and to moderators, who may be able to show it again.
 */
export function withoutDeleted(messages: readonly Message[], reader: Reader): readonly Message[] {
  if (!messages.some(({ deleted }) => deleted)) return messages;
  const { me, role = ROLES.member, unsent, heldIds, focusedKey } = reader;
  const there = messages.filter(({ deleted }) => !deleted);
  const hanging = new Set([...heldIds, ...[...there, ...unsent].map(({ replyTo }) => replyTo?.id)]);
  return messages.filter(({ messageId, deleted, sender, clientMsgId, thread }) => {
    if (!deleted || thread?.replies || hanging.has(messageId)) return true;
    const isTaken = deleted.by.id !== sender.id || deleted.isHidden;
    if (isTaken && (sender.id === me.id || role >= ROLES.moderator)) return true;
    // Whoever deletes goes on beside it.
    return deleted.by.id !== me.id && keyOf(sender.id, clientMsgId) === focusedKey;
  });
}
