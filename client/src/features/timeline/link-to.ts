import type { Message } from '@chatket/contract';

/** The address that leads to a message. */
export function linkTo({ roomId, messageId }: Message): string {
  return new URL(`/rooms/${roomId}/m/${messageId}`, window.location.origin).href;
}
