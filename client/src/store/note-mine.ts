import type { Message, Reaction } from '@chatket/contract';
import { isCut } from './states';
import type { TimelinesStore } from './timelines-store';

interface Answered {
  roomId: string;
  messageId: string;
  emoji: string;
  on: boolean;
}

/** The server has answered that I am, or am no longer, one of those behind a reaction: what all are told does not say it. */
export function noteMine(timelines: TimelinesStore, { roomId, messageId, emoji, on }: Answered): void {
  timelines.actions.replace(roomId, (message) =>
    message.messageId === messageId ? withMine(message, emoji, on) : message,
  );
}

export function withMine(message: Message, emoji: string, isMine: boolean): Message {
  const reaction = message.reactions?.find((one) => one.emoji === emoji);
  if (!reaction || !isCut(reaction) || (reaction.mine ?? false) === isMine) return message;
  const { mine: _before, ...rest } = reaction;
  const after: Reaction = isMine ? { ...rest, mine: true } : rest;
  return { ...message, reactions: message.reactions?.map((one) => (one === reaction ? after : one)) };
}
