import type { Message, UserRef } from '@chatket/contract';
import { Frame } from '../../realtime/index.js';

/** What clients of the plain contract hear of a new message. */
export function plainFrame(message: Message): Frame {
  const { poll, attachments } = message;
  if (!poll && !attachments) return Frame.of('message:new', message);
  // They know neither polls nor files: what can be chosen, and what is there to be fetched, follows as lines.
  const options = poll?.options.map((option) => `- ${option.text}`) ?? [];
  const files = attachments?.map(({ id, name }) => `${name}: /api/files/${id}`) ?? [];
  const text = [message.text, ...options, ...files].filter((line) => line !== '').join('\n');
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
