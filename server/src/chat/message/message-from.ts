import type { Message } from '@chatket/contract';
import { isVisible } from '../../rooms/access/index.js';

/**
 * A message as those are told of it who read a room from `fromSeq` on: what it quotes from before that is hidden. The
 * same object where nothing is. The statements have the same by `Reader.fromSeq`.
 */
export function messageFrom(fromSeq: number, message: Message): Message {
  const { replyTo } = message;
  if (!replyTo || isVisible(replyTo.seq ?? 0, fromSeq)) return message;
  const { id, sender } = replyTo;
  return { ...message, replyTo: { id, text: '', sender, rev: 0, isHidden: true } };
}
