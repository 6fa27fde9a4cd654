import type { DirectMessage, Message, ReadableDirectMessage } from '@chatket/contract';
import type { Party } from './conversations.repository.js';

/** A message of a direct room as plain clients know it. @param parties its people */
export function directMessage(message: Message, parties: readonly Pick<Party, 'id'>[]): DirectMessage {
  const { messageId, roomId, sender, text, createdAt, replyTo } = message;
  return {
    id: messageId,
    conversationId: roomId,
    senderId: sender.id,
    receiverId: parties.find(({ id }) => id !== sender.id)?.id ?? sender.id,
    text,
    createdAt,
    sender: { id: sender.id, username: sender.username },
    replyTo: replyTo ? { id: replyTo.id, text: replyTo.text, sender: replyTo.sender } : null,
  };
}

/** The same, with when it was read. */
export function readableMessage(message: Message, parties: readonly Party[]): ReadableDirectMessage {
  const direct = directMessage(message, parties);
  const receiver = parties.find(({ id }) => id === direct.receiverId);
  const isRead = receiver?.readAt !== undefined && receiver.readSeq >= message.seq;
  return isRead ? { ...direct, readAt: receiver.readAt } : direct;
}
