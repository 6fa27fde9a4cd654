import type { Message } from '@chatket/contract';

/** The messages for which that one stands, the first of those in a row that are folded away. */
export function foldedFrom(
  messages: readonly Message[],
  messageId: string,
  isFolded: (message: Message) => boolean,
): readonly Message[] {
  const start = messages.findIndex((message) => message.messageId === messageId);
  if (start === -1) return [];
  const end = messages.findIndex((message, index) => index > start && !isFolded(message));
  return messages.slice(start, end === -1 ? undefined : end);
}
