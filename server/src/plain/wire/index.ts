import type { Message, UserRef } from '@chatket/contract';
import { Frame } from '../../realtime/index.js';

/** What clients of the plain contract hear of a new message. */
export function plainFrame(message: Message): Frame {
  const { poll } = message;
  if (!poll) return Frame.of('message:new', message);
  // They know no polls: what can be chosen follows as lines.
  const text = [message.text, ...poll.options.map((option) => `- ${option.text}`)].join('\n');
  return Frame.of('message:new', { ...message, text });
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
