import type { MentionNoted, Message } from '@chatket/contract';
import { speaksTo, withSpoken } from './spoken-to';
import type { ChatStores } from './stores';
import type { KnownThread } from './threads-store';
import { timelineOf } from './timelines-store';

/** What counts for me for a reason of mine, and was told before the message itself: rooms with seqs. */
const notedBefore = new WeakMap<ChatStores, Set<string>>();
const keyOf = ({ roomId, seq }: { roomId: string; seq: number }) => `${roomId} ${String(seq)}`;

/** Whether a reply that is heard speaks to me. */
export function isSpokenTo(stores: ChatStores, message: Message): boolean {
  const { me, blocks } = stores;
  const isNoted = notedBefore.get(stores)?.has(keyOf(message)) ?? false;
  return isNoted || speaksTo(message, { myId: me.id, blocked: blocks.getState().people });
}

/** The places with this one, or without it; the same where nothing changes. */
export function withPlace(
  at: KnownThread['mentionedAt'],
  seq: number,
  on: boolean,
): KnownThread['mentionedAt'] {
  if ((at?.includes(seq) ?? false) === on) return at;
  const others = (at ?? []).filter((each) => each !== seq);
  return on ? [...others, seq].sort((one, other) => one - other) : others;
}

/** A message counts for me for a reason that is mine only, or does no longer. Repeating it changes nothing. */
export function takeNoted(stores: ChatStores, noted: MentionNoted): void {
  takeInRoom(stores, noted);
  takeInThread(stores, noted);
}

/**
 * A reply says something else now. @returns whether the server has to be asked: what is left of it may be for me only, and
 * whom it names may follow its thread from now on
 */
export function takeEdited(stores: ChatStores, message: Message): boolean {
  const { threadId: rootId = '', seq, mentions } = message;
  const known = stores.threads.getState().byRoot[rootId];
  if (isSpokenTo(stores, message)) {
    place(stores, { rootId, seq, on: true });
    return !known?.isFollowing && (mentions?.people ?? []).some(({ id }) => id === stores.me.id);
  }
  return known?.mentionedAt?.includes(seq) ?? false;
}

/** What is not counted yet is so with its reply, and what is read does not count. */
function place(
  { threads }: ChatStores,
  { rootId, seq, on }: { rootId: string; seq: number; on: boolean },
): void {
  const known = threads.getState().byRoot[rootId];
  if (!known || seq > known.lastSeq || seq <= known.lastReadSeq) return;
  const mentionedAt = withPlace(known.mentionedAt, seq, on);
  if (mentionedAt !== known.mentionedAt)
    threads.setState(({ byRoot }) => ({ byRoot: { ...byRoot, [rootId]: { ...known, mentionedAt } } }));
}

function takeInRoom({ rooms }: ChatStores, { roomId, seq, on }: MentionNoted): void {
  const room = rooms.getState().mine[roomId];
  if (room?.mentions === undefined) return;
  const at = new Set(room.mentionedAt);
  if (on) at.add(seq);
  else at.delete(seq);
  rooms.actions.change(withSpoken(room, at));
}

function takeInThread(stores: ChatStores, { roomId, seq, on }: MentionNoted): void {
  const { messages, recent } = timelineOf(roomId)(stores.timelines.getState());
  const states = [...messages, ...(recent?.values() ?? [])];
  const message = states.find((each) => each.seq === seq);
  const { threadId } = message ?? {};
  if (message && threadId === undefined) return;
  const before = notedBefore.get(stores) ?? new Set();
  notedBefore.set(stores, before);
  if (on) before.add(keyOf({ roomId, seq }));
  else before.delete(keyOf({ roomId, seq }));
  if (threadId !== undefined) place(stores, { rootId: threadId, seq, on });
}
