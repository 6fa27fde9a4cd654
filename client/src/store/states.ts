import {
  newerThread,
  revOf,
  type Message,
  type MessageChange,
  type MessageQuote,
  type Reaction,
  withReply,
} from '@chatket/contract';

/** States of messages by their ids. */
export type States = ReadonlyMap<string, Message>;

/** So many states are remembered for a page of history that was read before they were told. */
const REMEMBERED_MAX = 200;

/** The state of a message to hold, of two: the one with the greater `rev`; the known one when both are the same. */
export function newest(known: Message, fresh: Message): Message {
  const difference = revOf(fresh) - revOf(known);
  const isFresh = difference > 0 || (difference === 0 && saysMine(fresh) && !saysMine(known));
  const held = isFresh ? keepMine(fresh, known) : known;
  const other = isFresh ? known : fresh;
  const thread = newerThread(held.thread, other.thread);
  const current = thread === held.thread ? held : { ...held, thread };
  const isQuoteOlder = held.replyTo && other.replyTo && other.replyTo.rev > held.replyTo.rev;
  return isQuoteOlder ? { ...current, replyTo: other.replyTo } : current;
}

/** The states that these changes brought, each message's newest, put behind those of before. */
export function remember(known: States | undefined, changes: readonly MessageChange[]): States | undefined {
  if (changes.length === 0) return known;
  const states = new Map(known);
  for (const { message } of changes) {
    const before = states.get(message.messageId);
    states.delete(message.messageId);
    states.set(message.messageId, before ? newest(before, message) : message);
  }
  for (const id of states.keys()) {
    if (states.size <= REMEMBERED_MAX) break;
    states.delete(id);
  }
  return states;
}

/** Puts newer states in place, and newer texts into what quotes them. The same array when none is newer. */
export function withStates(messages: readonly Message[], states: States | undefined): readonly Message[] {
  if (!states || states.size === 0) return messages;
  return replaceSome(messages, (message) => {
    const fresh = states.get(message.messageId);
    const held = fresh ? newest(message, fresh) : message;
    const original = held.replyTo && !held.replyTo.isHidden && states.get(held.replyTo.id);
    const isOlder = held.replyTo && original && revOf(original) > held.replyTo.rev;
    return isOlder ? { ...held, replyTo: quoteOf(original) } : held;
  });
}

/** What roots say of their threads, with what was replied since they were read. The same array where nothing was. */
export function withReplies(messages: readonly Message[], replies: readonly Message[]): readonly Message[] {
  const fresh = replies.filter(({ threadId }) => threadId !== undefined);
  if (fresh.length === 0) return messages;
  return replaceSome(messages, (message) => {
    const thread = fresh.reduce(
      (known, reply) => (reply.threadId === message.messageId ? withReply(known, reply) : known),
      message.thread,
    );
    return thread === message.thread ? message : { ...message, thread };
  });
}

/** The same array when nothing was replaced. */
export function replaceSome<T>(list: readonly T[], replace: (item: T) => T): readonly T[] {
  let changed: T[] | undefined;
  list.forEach((item, index) => {
    const after = replace(item);
    if (after !== item) (changed ??= [...list])[index] = after;
  });
  return changed ?? list;
}

/** How an answer shows what it answers. */
export function quoteOf(original: Message): MessageQuote {
  const { messageId: id, text, sender, deleted, attachments } = original;
  return {
    id,
    seq: original.seq,
    text,
    sender,
    rev: revOf(original),
    ...(deleted ? { isDeleted: true } : {}),
    ...(deleted?.isHidden ? { isHiddenByModerators: true } : {}),
    ...(attachments && { files: attachments.length }),
  };
}

function saysMine({ reactions, poll }: Message): boolean {
  return poll?.mine ? true : (reactions?.some(({ mine }) => mine) ?? false);
}

/**
 * What all are told does not say who beyond the first ones has reacted, nor what I have chosen: that is so until I am told
 * otherwise.
 */
function keepMine(fresh: Message, known: Message): Message {
  const mine = known.poll?.mine;
  if (mine && fresh.poll && !fresh.poll.mine)
    return keepMine({ ...fresh, poll: { ...fresh.poll, mine } }, known);
  if (!fresh.reactions || !saysMine(known)) return fresh;
  const wasMine = ({ emoji }: Reaction) => known.reactions?.some((one) => one.mine && one.emoji === emoji);
  const reactions = fresh.reactions.map((one) =>
    isCut(one) && wasMine(one) ? { ...one, mine: true as const } : one,
  );
  return { ...fresh, reactions };
}

/** There are more behind a reaction than it names. */
export function isCut({ count, users }: Reaction): boolean {
  return count > users.length;
}
