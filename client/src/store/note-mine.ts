import { emojiKind, type Message, type MyReactions, type PollVoted, type Reaction } from '@chatket/contract';
import { isCut } from './states';
import type { TimelinesStore } from './timelines-store';

interface Answered {
  roomId: string;
  messageId: string;
  emoji: string;
  on: boolean;
  /** The change that made it so; 0 when it was so already. */
  seq: number;
}

/** So many answers are remembered for a sync that was read before them and comes after. */
const REMEMBERED_MAX = 200;
/** The change by which I last set or took back a reaction, by message and kind, or a vote, by message. */
const changedAt = new Map<string, number>();

/** The server has answered that I am, or am no longer, one of those behind a reaction: what all are told does not say it. */
export function noteMine(timelines: TimelinesStore, { roomId, messageId, emoji, on, seq }: Answered): void {
  remember(keyOf(messageId, emoji), seq);
  timelines.actions.replace(roomId, (message) =>
    message.messageId === messageId ? withMine(message, emoji, on) : message,
  );
}

/** The answer to a sync has told with what I have reacted to these messages, by whichever of my devices. */
export function noteSynced(timelines: TimelinesStore, roomId: string, mine: readonly MyReactions[]): void {
  const told = new Map(mine.map((of) => [of.messageId, of]));
  timelines.actions.replace(roomId, (message) => {
    const { rev, emojis, options } = told.get(message.messageId) ?? {};
    if (rev === undefined) return message;
    const kinds = (message.reactions ?? []).map(({ emoji }) => emoji);
    return kinds
      .filter((emoji) => (changedAt.get(keyOf(message.messageId, emoji)) ?? 0) <= rev)
      .reduce(
        (shown, emoji) => withMine(shown, emoji, emojis?.includes(emoji) ?? false),
        options && (changedAt.get(message.messageId) ?? 0) <= rev ? withVotes(message, options) : message,
      );
  });
}

/** I have voted, on whichever of my devices. */
export function noteVoted(timelines: TimelinesStore, { roomId, messageId, seq, options }: PollVoted): void {
  remember(messageId, seq);
  timelines.actions.replace(roomId, (message) =>
    message.messageId === messageId ? withVotes(message, options) : message,
  );
}

function withVotes(message: Message, mine: number[]): Message {
  return message.poll ? { ...message, poll: { ...message.poll, mine } } : message;
}

export function withMine(message: Message, emoji: string, isMine: boolean): Message {
  const reaction = message.reactions?.find((one) => emojiKind(one.emoji) === emojiKind(emoji));
  if (!reaction || !isCut(reaction) || (reaction.mine ?? false) === isMine) return message;
  const { mine: _before, ...rest } = reaction;
  const after: Reaction = isMine ? { ...rest, mine: true } : rest;
  return { ...message, reactions: message.reactions?.map((one) => (one === reaction ? after : one)) };
}

function keyOf(messageId: string, emoji: string): string {
  return `${messageId} ${emojiKind(emoji)}`;
}

function remember(key: string, seq: number) {
  const last = Math.max(seq, changedAt.get(key) ?? 0);
  changedAt.delete(key);
  changedAt.set(key, last);
  for (const oldest of changedAt.keys()) {
    if (changedAt.size <= REMEMBERED_MAX) break;
    changedAt.delete(oldest);
  }
}
