import {
  emojiKind,
  LIMITS,
  revOf,
  type Message,
  type MessagePin,
  type Reaction,
  type UserRef,
} from '@chatket/contract';
import { isMyReaction } from './my-reaction';
import type { PendingChange } from './outbox-store';
import { replaceSome } from './states';

type Changes = readonly PendingChange[];

/**
 * Makes messages look as what I did to them will make them, field by field, as long as the server has not refused it
 * and its state has not come. It remembers its last work: a message keeps its identity while nothing about it changes,
 * and so does the list.
 */
export function createOverlay(me: UserRef) {
  let shown: readonly Message[] = [];
  let known = new Map<string, { message: Message; changes: Changes; result: Message }>();

  return (messages: readonly Message[], pending: Changes): readonly Message[] => {
    const byMessage = byTarget(pending);
    const next: typeof known = new Map();
    const list = replaceSome(messages, (message) => {
      const changes = byMessage.get(message.messageId);
      if (!changes) return message;
      const before = known.get(message.messageId);
      const isSame = before?.message === message && isEqual(before.changes, changes);
      const result = isSame ? before.result : withChanges(message, changes, me);
      next.set(message.messageId, { message, changes, result });
      return result;
    });
    known = next;
    if (list === messages || !isEqual(list, shown)) shown = list;
    return shown;
  };
}

function byTarget(pending: Changes): Map<string, PendingChange[]> {
  const found = new Map<string, PendingChange[]>();
  for (const change of pending) {
    if (change.messageId === undefined) continue;
    const list = found.get(change.messageId);
    if (list) list.push(change);
    else found.set(change.messageId, [change]);
  }
  return found;
}

/** A message with what I did to it, in that order. */
export function withChanges(message: Message, changes: Changes, me: UserRef): Message {
  return changes.reduce(
    (shown, change) => (isOpen(change, message) ? withChange(shown, change, me) : shown),
    message,
  );
}

/** Whether the server has neither refused it nor told its outcome in this state of the message. */
function isOpen({ state }: PendingChange, message: Message): boolean {
  return state.kind === 'queued' || (state.kind === 'sent' && state.seq > revOf(message));
}

function withChange(message: Message, change: PendingChange, me: UserRef): Message {
  if (message.deleted) return message;
  const at = new Date(change.order).toISOString();
  switch (change.kind) {
    case 'edit':
      return message.text === change.text ? message : { ...message, text: change.text, editedAt: at };
    case 'delete': {
      const { reactions: _gone, ...rest } = message;
      const reason = change.reason === undefined ? {} : { reason: change.reason };
      return { ...rest, text: '', deleted: { at, by: me, ...reason } };
    }
    case 'react':
      return withReaction(message, change, me);
    case 'pin':
      return withPin(message, change.on ? (message.pinned ?? { at, by: me }) : undefined);
    // Drawn where polls are.
    default:
      return message;
  }
}

function withPin(message: Message, pin: MessagePin | undefined): Message {
  if (message.pinned === pin) return message;
  const { pinned: _before, ...rest } = message;
  return pin ? { ...rest, pinned: pin } : rest;
}

function withReaction(message: Message, { emoji, on }: { emoji: string; on: boolean }, me: UserRef): Message {
  const kind = emojiKind(emoji);
  const known = message.reactions ?? [];
  const reaction = known.find((one) => emojiKind(one.emoji) === kind) ?? { emoji: kind, count: 0, users: [] };
  if (isMyReaction(reaction, me) === on) return message;
  const after = on ? joined(reaction, me) : left(reaction, me);
  const isNew = reaction.count === 0;
  const list = isNew ? [...known, after] : known.map((one) => (one === reaction ? after : one));
  const reactions = list.filter(({ count }) => count > 0);
  const { reactions: _before, ...rest } = message;
  return reactions.length > 0 ? { ...rest, reactions } : rest;
}

function joined(reaction: Reaction, me: UserRef): Reaction {
  const count = reaction.count + 1;
  return reaction.users.length < LIMITS.reactionUsersShown
    ? { ...reaction, count, users: [...reaction.users, me] }
    : { ...reaction, count, mine: true };
}

function left({ mine: _mine, ...reaction }: Reaction, me: UserRef): Reaction {
  return { ...reaction, count: reaction.count - 1, users: reaction.users.filter(({ id }) => id !== me.id) };
}

function isEqual<T>(one: readonly T[], other: readonly T[]): boolean {
  return one === other || (one.length === other.length && one.every((item, index) => item === other[index]));
}
