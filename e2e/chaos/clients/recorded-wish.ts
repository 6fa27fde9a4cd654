import { type AckFailure, type ClientEvent, type ClientPayload, emojiKind } from '@chatket/contract';
import type { Recorder, Wish } from '../history';
import { shortId, versionOf } from '../message-state';
import { UNKNOWN_OUTCOMES } from './outcomes';

interface Wished {
  client: string;
  user: string;
  roomId: string;
  messageId: string;
  wish: Wish;
}

let count = 0;

/** Puts an attempt to change a message into the history. */
export async function recordedWish<A extends { success: true; seq?: number } | AckFailure>(
  record: Recorder,
  { client, user, roomId: room, messageId, wish }: Wished,
  attempt: () => Promise<A>,
): Promise<A> {
  count += 1;
  const op = String(count);
  record({ k: 'wish', op, client, user, room, id: shortId(messageId), ...wish });
  let answer: A;
  try {
    answer = await attempt();
  } catch (error) {
    record({ k: 'unknown', op });
    throw error;
  }
  if (answer.success) record({ k: 'granted', op, ...(answer.seq !== undefined && { seq: answer.seq }) });
  else if (UNKNOWN_OUTCOMES.includes(answer.code)) record({ k: 'unknown', op, code: answer.code });
  else record({ k: 'refused', op, code: answer.code });
  return answer;
}

/** What an event asks for, if it is about changing a message. */
export function wishOf<E extends ClientEvent>(
  event: E,
  payload: ClientPayload<E>,
): Pick<Wished, 'roomId' | 'messageId' | 'wish'> | undefined {
  switch (event) {
    case 'message:edit': {
      const { roomId, messageId, text } = payload as ClientPayload<'message:edit'>;
      return { roomId, messageId, wish: { what: 'edit', version: versionOf(text) } };
    }
    case 'message:delete': {
      const { roomId, messageId } = payload as ClientPayload<'message:delete'>;
      return { roomId, messageId, wish: { what: 'delete' } };
    }
    case 'message:react': {
      const { roomId, messageId, emoji, on } = payload as ClientPayload<'message:react'>;
      return { roomId, messageId, wish: { what: 'react', emoji: emojiKind(emoji), on } };
    }
    case 'message:pin': {
      const { roomId, messageId, on } = payload as ClientPayload<'message:pin'>;
      return { roomId, messageId, wish: { what: on ? 'pin' : 'unpin' } };
    }
    default:
      return undefined;
  }
}
