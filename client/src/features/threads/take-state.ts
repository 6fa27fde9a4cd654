import type { ServerPayload, ThreadState } from '@chatket/contract';
import { noteThread } from './note-thread';
import { countIn, takeReplies, type Context } from './take-replies';

/** Where one of my devices is in a thread now. */
export function takeState(context: Context, state: ServerPayload<'thread:state'>): void {
  const { rootId, unreadThreads, ...told } = state;
  const { rooms, threads } = context.stores;
  const { roomId } = told;
  const known = threads.getState().byRoot[rootId];
  noteThread(threads, rootId, told);
  // Counted before what was heard here behind the place that is read to.
  const isOlder =
    told.isFollowing &&
    known !== undefined &&
    ((known.lastSeq > told.lastReadSeq && known.unread > told.unread) || isSpokenElsewhere(known, told));
  const room = rooms.getState().mine[roomId];
  if (!room) return;
  const isNews = (room.unreadThreads ?? 0) !== unreadThreads;
  if (isNews) rooms.actions.change({ ...room, unreadThreads: unreadThreads || undefined });
  takeCount(context, { roomId, told: unreadThreads, isNews, isOlder });
}

/** Behind what is read it speaks to me at other places than was counted here. */
function isSpokenElsewhere({ mentionedAt = [] }: ThreadState, told: ThreadState): boolean {
  return mentionedAt.filter((seq) => seq > told.lastReadSeq).join() !== (told.mentionedAt ?? []).join();
}

interface Told {
  roomId: string;
  told: number;
  /** It is not what was shown. */
  isNews: boolean;
  /** It was counted before something that was heard here. */
  isOlder?: boolean;
}

/**
 * In how many threads of a room something is unread, which is told in no order with what is said in them: it may have been
 * counted before a reply that was heard first. Where it is not what is shown, the list of threads is asked, and is newer.
 */
export function takeCount(context: Context, { roomId, told, isNews, isOlder = false }: Told): void {
  const { threads } = context.stores;
  const isCounted = told === countIn(threads, roomId);
  const isAgreed = isCounted && threads.getState().isKnown;
  // Threads that were read with their room are not known as read here: the next reply asks for them.
  if (!isCounted) threads.setState({ isKnown: false });
  if (isOlder || (isNews && !isAgreed))
    void takeReplies(context, { roomId, replies: [], hasGone: true }).catch(() => undefined);
}
