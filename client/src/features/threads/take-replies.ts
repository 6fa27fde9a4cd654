import { LIMITS, type Message, type MessageChange, type ThreadItem } from '@chatket/contract';
import type { Api } from '../../api';
import { askAgain } from '../../lib';
import { timelineOf, type ChatStores, type KnownThread } from '../../store';
import { isSpokenTo, takeEdited, withPlace } from '../../store/spoken-in-threads';
import { noteThread } from './note-thread';

export interface Context {
  stores: ChatStores;
  api: Pick<Api, 'request'>;
}

interface Heard {
  roomId: string;
  /** Ascending by seq. */
  replies: readonly Message[];
  /** What became of what was said in threads. */
  changes?: readonly MessageChange[];
  /** Something that was said in a thread has been deleted. */
  hasGone?: boolean;
}

/** By their ids, roots that the list was asked about because they are not loaded here. */
const asked = new WeakMap<ChatStores, Set<string>>();
const loading = new WeakMap<ChatStores, { now: Promise<boolean>; next?: Promise<boolean> }>();

/**
 * Counts what others say in the threads that I follow. Who replies follows; whether I follow what names me or is said under
 * a message of mine only the server knows, and is asked.
 */
export async function takeReplies(context: Context, heard: Heard): Promise<void> {
  const { stores } = context;
  const { threads } = stores;
  const { roomId, replies, changes = [], hasGone = false } = heard;
  const isUnclear = changes.filter((change) => isUncounted(stores, change)).length > 0 || hasGone;
  if (replies.length === 0 && !isUnclear) return;
  const isRead =
    isUnclear ||
    !threads.getState().isKnown ||
    replies.some((reply) => isUnheardOf(stores, reply) || isBeingAsked(stores, reply));
  const isWhole = isRead ? await load(context) : true;
  for (const reply of replies) count(stores, reply);
  tellRoom(stores, roomId, isWhole);
}

/**
 * Brings how many threads are unread into the list of rooms. The one that is open is not among them: what comes there is
 * before somebody's eyes, and the list would blink.
 */
export function tellRoom({ rooms, threads }: ChatStores, roomId: string, isWhole = true): void {
  const room = rooms.getState().mine[roomId];
  const known = countIn(threads, roomId, threads.getState().open?.rootId);
  const unreadThreads = isWhole ? known : Math.max(known, room?.unreadThreads ?? 0);
  if (room && (room.unreadThreads ?? 0) !== unreadThreads)
    rooms.actions.change({ ...room, unreadThreads: unreadThreads || undefined });
}

/** In how many threads of a room something is unread, as it is counted here. */
export function countIn(threads: ChatStores['threads'], roomId: string, except?: string): number {
  const isUnread = ([rootId, thread]: [string, KnownThread]) =>
    thread.roomId === roomId && thread.isFollowing && thread.unread > 0 && rootId !== except;
  return Object.entries(threads.getState().byRoot).filter(isUnread).length;
}

function count(stores: ChatStores, message: Message): void {
  const { me, threads } = stores;
  const { threadId: rootId = '', roomId, seq, sender, deleted } = message;
  const known = threads.getState().byRoot[rootId];
  const isMine = sender.id === me.id;
  if (!known && !isMine) return;
  if (known && seq <= known.lastSeq) return;
  const { unread = 0, lastReadSeq = seq, isFollowing = false, mentionedAt } = known ?? {};
  noteThread(threads, rootId, {
    roomId,
    isFollowing: isMine || isFollowing,
    level: known?.level,
    lastReadSeq,
    unread: isMine || deleted ? unread : Math.min(unread + 1, LIMITS.unreadCountMax),
    mentionedAt: isSpokenTo(stores, message) ? withPlace(mentionedAt, seq, true) : mentionedAt,
    lastSeq: seq,
  });
}

/** Whether only the server knows what is unread, or speaks to me, behind a change. All of them are looked at. */
function isUncounted(stores: ChatStores, { what, message }: MessageChange): boolean {
  if (message.deleted ?? what === 'shown') return true;
  return what === 'edited' && takeEdited(stores, message);
}

/** Whether the list that may tell of its thread is on its way, and may be older than what is said there now. */
function isBeingAsked(stores: ChatStores, { threadId = '', sender }: Message): boolean {
  const isUnknown = sender.id !== stores.me.id && !stores.threads.getState().byRoot[threadId];
  return isUnknown && loading.has(stores) && (asked.get(stores)?.has(threadId) ?? false);
}

/** Whether it may make me follow a thread, or be under what is not loaded here; that is asked once. */
function isUnheardOf(stores: ChatStores, { roomId, threadId = '', mentions, sender }: Message): boolean {
  const { me, threads, timelines } = stores;
  if (sender.id === me.id) return false;
  const known = threads.getState().byRoot[threadId];
  if (known?.isFollowing) return false;
  if (mentions?.people?.some(({ id }) => id === me.id)) return true;
  if (known) return false;
  const { messages } = timelineOf(roomId)(timelines.getState());
  const root = messages.find(({ messageId }) => messageId === threadId);
  if (root && root.sender.id !== me.id) return false;
  const before = asked.get(stores) ?? new Set();
  asked.set(stores, before);
  if (before.has(threadId)) return false;
  before.add(threadId);
  return true;
}

/** Reads the threads that I follow, unless they are known. */
export async function learnThreads(context: Context): Promise<void> {
  while (!context.stores.threads.getState().isKnown) await load(context);
}

/**
 * Reads the threads that I follow. What is being read may be older than the reason to ask: it is read once more, for all who
 * asked meanwhile. @returns whether these are all
 */
function load(context: Context): Promise<boolean> {
  const { stores } = context;
  const { now, next } = loading.get(stores) ?? {};
  if (next) return next;
  if (now) {
    const again = now.then(
      () => load(context),
      () => load(context),
    );
    loading.set(stores, { now, next: again });
    return again;
  }
  const first = askAgain(() => read(context)).finally(() => loading.delete(stores));
  loading.set(stores, { now: first });
  return first;
}

async function read({ stores: { threads }, api }: Context): Promise<boolean> {
  const asked = threads.getState().byRoot;
  // Rooms that come, and what is read elsewhere, make the answer one of before.
  let isOld = false;
  const stop = threads.subscribe((now, { byRoot, open }) => {
    isOld ||= !now.isKnown && now.byRoot === byRoot && now.open === open;
  });
  const { body } = await api.request<ThreadItem[]>({ path: '/threads' }).finally(stop);
  const isWhole = body.length < LIMITS.threadsListed;
  const now = threads.getState().byRoot;
  const isTold = (rootId: string) => now[rootId] !== undefined && now[rootId] !== asked[rootId];
  const others = Object.entries(now).filter(([rootId, { isFollowing }]) => !isFollowing || isTold(rootId));
  if (isWhole) threads.setState({ byRoot: Object.fromEntries(others) });
  for (const { root, roomId, ...state } of body) {
    const { messageId: rootId, thread } = root;
    const { isFollowing, lastReadSeq = 0, lastSeq = 0 } = now[rootId] ?? {};
    // What was told meanwhile is newer.
    const isNewer =
      isFollowing !== asked[rootId]?.isFollowing ||
      lastReadSeq > state.lastReadSeq ||
      lastSeq > (thread?.lastSeq ?? 0) ||
      now[rootId]?.mentionedAt !== asked[rootId]?.mentionedAt;
    if (!isTold(rootId) || !isNewer)
      noteThread(threads, rootId, { ...state, roomId, lastSeq: thread?.lastSeq });
  }
  threads.setState({ isKnown: !isOld });
  return isWhole && !isOld;
}
