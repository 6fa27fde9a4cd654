import type { Message, UserRef } from '@chatket/contract';
import { Frame } from '../../realtime/index.js';

/** What clients of the plain contract hear of a new message. */
export function plainFrame(message: Message): Frame {
  return Frame.of('message:new', message);
}

/** What they hear of a reaction. */
export function reactionFrame({
  messageId,
  emoji,
  user,
  isOn,
}: {
  messageId: string;
  emoji: string;
  user: UserRef;
  isOn: boolean;
}): Frame {
  return Frame.of('reaction:update', { messageId, emoji, user, action: isOn ? 'add' : 'remove' });
}
