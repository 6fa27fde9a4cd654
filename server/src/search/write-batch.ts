import { setImmediate as turn } from 'node:timers/promises';
import type { Statements } from '../prisma/index.js';
import {
  changesOf,
  type IndexedMessage,
  newMessages,
  olderMessages,
  type RoomBehind,
  roomsBehind,
} from './behind.repository.js';
import { messageHashesIn, segmentOf } from './grams.js';
import type { IndexRepository, IndexState, NewEntry } from './index.repository.js';
import { hasCode, hasLink, IS_REPLY } from './traits.js';

/** Messages that are taken in before whoever else waits in this process has a turn. */
const IN_ONE_TURN = 100;

/** Of what is found by nothing. */
const NO_GRAMS = new Int32Array();

/** What one step has done. */
export interface Step {
  taken: number;
  /** There is more of it. */
  hasMore: boolean;
  /** When the oldest of the new messages was said, in ms since the epoch. */
  oldestAt?: number | undefined;
}

/**
 * Takes in what is behind the cursors of some rooms: new messages, and changed ones anew. Changes are of whichever kind:
 * the present state of their message is what counts, so that one that was overtaken and dropped is missed by nobody.
 */
export async function takeInNew(
  index: IndexRepository,
  { state, statements }: { state: IndexState; statements: Statements },
  { roomIds, limit }: { roomIds: readonly string[]; limit: number },
): Promise<Step> {
  const rooms = await roomsBehind(statements, roomIds);
  if (rooms.length === 0) return { taken: 0, hasMore: false };
  const share = Math.max(10, Math.ceil(limit / rooms.length));
  const messages = await newMessages(statements, rooms, share);
  const seqs = seqsByRoom(messages);
  // What is numbered without a gap is messages alone, as most of what is said.
  const others = rooms.filter((room) => !isOfMessages(room, share, seqs.get(room.roomId) ?? []));
  const changes = others.length > 0 ? await changesOf(statements, others, share) : [];

  let { nextDoc } = state;
  const added: NewEntry[] = [];
  const times = new Map<number, [number, number]>();
  for (const message of messages) {
    const entry = entryOf(message, nextDoc++);
    added.push(entry);
    noteTime(times, entry.doc, message.at);
    if (added.length % IN_ONE_TURN === 0) await turn();
  }
  const replaced = new Map<string, NewEntry>();
  for (const { message, doc } of changes) {
    if (!message || doc === null || replaced.has(message.id)) continue;
    replaced.set(message.id, entryOf(message, BigInt(doc)));
    if (replaced.size % IN_ONE_TURN === 0) await turn();
  }
  if (rooms.some(({ isAhead }) => isAhead)) await index.addMissing(statements, added);
  else await index.add(statements, added);
  await index.replace(statements, [...replaced.values()]);
  const forgetful = new Set(changes.filter(({ what }) => what === 'expired').map(({ roomId }) => roomId));
  for (const room of rooms) if (forgetful.has(room.roomId)) await index.expire(statements, room);

  const changed = seqsByRoom(changes.map(({ roomId, changeSeq }) => ({ roomId, seq: changeSeq })));
  const cursors = rooms.map((room) => ({
    roomId: room.roomId,
    seq: Math.min(
      endOf(room, share, seqs.get(room.roomId) ?? []),
      endOf(room, share, changed.get(room.roomId) ?? []),
    ),
  }));
  await index.note(statements, { ...state, nextDoc }, { cursors, times });
  const hasMore = cursors.some(({ seq }, place) => seq < (rooms[place]?.headSeq ?? 0));
  return { taken: added.length + replaced.size, hasMore, oldestAt: oldestOf(times) };
}

/** Takes in the next messages that were there before the index, newest first. */
export async function takeInOlder(
  index: IndexRepository,
  { state, statements }: { state: IndexState; statements: Statements },
  limit: number,
): Promise<Step> {
  if (state.backId === null) return { taken: 0, hasMore: false };
  const messages = await olderMessages(statements, state.backId, limit);
  let { backDoc } = state;
  const added: NewEntry[] = [];
  const times = new Map<number, [number, number]>();
  for (const message of messages) {
    if (message.isDeleted) continue;
    const entry = entryOf(message, backDoc--);
    added.push(entry);
    noteTime(times, entry.doc, message.at);
    if (added.length % IN_ONE_TURN === 0) await turn();
  }
  await index.addMissing(statements, added);
  const isDone = messages.length < limit;
  const backId = isDone ? null : (messages.at(-1)?.id ?? null);
  await index.note(statements, { ...state, backDoc, backId }, { times });
  return { taken: added.length, hasMore: !isDone };
}

/** A deleted message keeps its place and is found by nothing. */
function entryOf(message: IndexedMessage, doc: bigint): NewEntry {
  const { roomId, senderId, seq, text, flags, isDeleted } = message;
  if (isDeleted) return { roomId, seq, doc, grams: NO_GRAMS };
  const grams = messageHashesIn(segmentOf(doc), text, {
    roomId,
    senderId,
    hasLink: hasLink(text),
    hasCode: hasCode(text),
    isReply: (flags & IS_REPLY) !== 0,
  });
  return { roomId, seq, doc, grams };
}

function noteTime(times: Map<number, [number, number]>, doc: bigint, at: number): void {
  const segment = segmentOf(doc);
  const [oldest, newest] = times.get(segment) ?? [at, at];
  times.set(segment, [at < oldest ? at : oldest, at > newest ? at : newest]);
}

function oldestOf(times: ReadonlyMap<number, readonly [number, number]>): number | undefined {
  let oldest: number | undefined;
  for (const [at] of times.values()) if (oldest === undefined || at < oldest) oldest = at;
  return oldest;
}

/** Of each room, in their order. */
function seqsByRoom(entries: readonly { roomId: string; seq: string }[]): Map<string, string[]> {
  const seqs = new Map<string, string[]>();
  for (const { roomId, seq } of entries) {
    const ofRoom = seqs.get(roomId);
    if (ofRoom) ofRoom.push(seq);
    else seqs.set(roomId, [seq]);
  }
  return seqs;
}

/** Whether these messages are all there is of a room from its cursor up to where it is looked at, as in `endOf`. */
function isOfMessages({ from, headSeq }: RoomBehind, share: number, seqs: readonly string[]): boolean {
  const last = Number(seqs.at(-1));
  return last - from === seqs.length && (last === headSeq || seqs.length >= share);
}

/** So far a room was looked at: to its head, unless there were more than could be read. */
function endOf({ headSeq }: RoomBehind, share: number, seqs: readonly string[]): number {
  return seqs.length < share ? headSeq : Math.min(headSeq, Number(seqs.at(-1)));
}
