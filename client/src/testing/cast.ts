import type { Message, UserRef } from '@chatket/contract';

export const alice: UserRef = { id: 'u-alice', username: 'alice' };
export const bob: UserRef = { id: 'u-bob', username: 'bob' };

/** A message of bob's in room `r`, unless told otherwise. */
export function messageAt(seq: number, changes: Partial<Message> = {}): Message {
  return {
    messageId: `m-${seq}`,
    roomId: 'r',
    seq,
    text: `text ${seq}`,
    createdAt: new Date(1_760_000_000_000 + seq * 1000).toISOString(),
    sender: bob,
    clientMsgId: `client-${seq}`,
    ...changes,
  };
}
