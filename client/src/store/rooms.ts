import {
  isShownInRoom,
  LIMITS,
  revOf,
  ROOM_SETTINGS,
  type MemberChange,
  type Message,
  type Room,
  type RoomProfile,
} from '@chatket/contract';
import { byName } from '../lib';
import { newest, remember, withStates, type States } from './states';
import { EMPTY_TIMELINE, type News, type Timeline } from './timeline';

export type RoomsById = Readonly<Record<string, Room>>;

/** What was delivered of a room; it begins right behind `from`. */
export type RoomNews = News & { from: number; room?: RoomProfile; members?: readonly MemberChange[] };

interface Surroundings {
  /** What was loaded of the room before the news. */
  before: Timeline;
  after: Timeline;
  myId: string;
}

interface TakenNews {
  room: Room;
  /** What is unread cannot be told here: the list has to be read again. */
  isUncounted: boolean;
}

const NO_STATES: States = new Map();

/** Takes the server's list as it is; where this page has already seen something newer, that stays. */
export function replaceAll(known: RoomsById, rooms: readonly Room[]): RoomsById {
  return Object.fromEntries(rooms.map((room) => [room.id, keepNewest(known[room.id], room)]));
}

export function upsert(known: RoomsById, room: Room): RoomsById {
  return { ...known, [room.id]: keepNewest(known[room.id], room) };
}

export function without(known: RoomsById, roomId: string): RoomsById {
  const { [roomId]: _gone, ...rest } = known;
  return rest;
}

/** What a delivery does to a room: to what holds there, its head, its preview and what is unread. */
export function takeNews(known: Room, news: RoomNews, { before, after, myId }: Surroundings): TakenNews {
  const room = news.room ? withProfile(known, news.room) : known;
  if (news.isReset) {
    const { message } = previewOf(undefined, after);
    return { room: { ...room, lastSeq: news.cursor, lastMessage: message }, isUncounted: true };
  }
  const fresh = withStates(news.messages, after.recent).filter(({ seq }) => seq > room.lastSeq);
  const gone = remember(undefined, news.changes ?? []) ?? NO_STATES;
  const { count, isKnown } = countGone([...gone.values()], { room, before, myId });
  const [last = room.lastMessage] = room.lastMessage ? withStates([room.lastMessage], gone) : [];
  const { message, isFound } = previewOf(last, after);
  const unread = Math.max(0, (room.unread ?? 0) + countNews(fresh, myId) - count);
  const lastSeq = Math.max(room.lastSeq, news.cursor);
  // Something was written between what is counted of the room and what was delivered: only the server can count it.
  const isUncounted = news.from > room.lastSeq || !isKnown || !isFound;
  const isSame = lastSeq === room.lastSeq && message === room.lastMessage && unread === (room.unread ?? 0);
  return { room: isSame ? room : { ...room, lastMessage: message, lastSeq, unread }, isUncounted };
}

/** A room as the server told of it, with what has been delivered that happened later. */
export function withLater(room: Room, timeline: Pick<Timeline, 'messages' | 'cursor'>, myId: string): Room {
  const { messages, cursor = 0 } = timeline;
  const fresh = messages.filter(({ seq }) => seq > room.lastSeq);
  const { unread: told = 0 } = room;
  // Of more than can be counted exactly, nobody can say what is left.
  const isExact = told < LIMITS.unreadCountMax;
  const gone = isExact
    ? messages.filter((message) => message.deleted && wasCounted(message, room, myId)).length
    : 0;
  const unread = Math.max(0, told + countNews(fresh, myId) - gone);
  const { message } = previewOf(room.lastMessage, { ...EMPTY_TIMELINE, messages });
  const lastSeq = Math.max(room.lastSeq, cursor, fresh.at(-1)?.seq ?? 0);
  return { ...room, lastMessage: message, lastSeq, unread };
}

const sorted = new WeakMap<RoomsById, readonly Room[]>();

/** Rooms with the latest activity first; equal ones by name, so that the order never wavers. */
export function byActivity(rooms: RoomsById): Room[] {
  // Asked from several places of the screen, and there may be thousands.
  const known = sorted.get(rooms) ?? sortByActivity(rooms);
  sorted.set(rooms, known);
  return [...known];
}

function sortByActivity(rooms: RoomsById): Room[] {
  const moments = Object.values(rooms).map((room) => ({ room, moment: activityOf(room) }));
  moments.sort((one, other) => {
    if (one.moment !== other.moment) return one.moment > other.moment ? -1 : 1;
    return byName(one.room.name, other.room.name);
  });
  return moments.map(({ room }) => room);
}

function activityOf(room: Room): string {
  const times = [room.lastMessage?.createdAt, room.joinedAt, room.createdAt];
  return times.reduce<string>((latest, time) => (time && time > latest ? time : latest), '');
}

function countNews(messages: readonly Message[], myId: string): number {
  return messages.filter(
    (message) => message.sender.id !== myId && !message.deleted && isShownInRoom(message),
  ).length;
}

/** How many of the messages that are counted as unread are deleted now, and whether that can be told here. */
function countGone(
  states: readonly Message[],
  { room, before, myId }: { room: Room; before: Timeline; myId: string },
) {
  let count = 0;
  let isKnown = true;
  for (const state of states) {
    if (!state.deleted || !wasCounted(state, room, myId)) continue;
    const held = before.messages.find(({ seq }) => seq === state.seq);
    if (held?.deleted) continue;
    // Of more than can be counted exactly, nobody can say what is left.
    if (held && (room.unread ?? 0) < LIMITS.unreadCountMax) count += 1;
    else isKnown = false;
  }
  return { count, isKnown };
}

/** Whether a message that is deleted now is among what the room counts as unread. */
function wasCounted(message: Message, room: Room, myId: string): boolean {
  const isUnread = message.seq > (room.lastReadSeq ?? -1) && message.seq <= room.lastSeq;
  return isUnread && revOf(message) > room.lastSeq && message.sender.id !== myId && isShownInRoom(message);
}

/** The last message that the room shows and that is not deleted. It may be found only where the room's end is loaded. */
function previewOf(known: Message | undefined, { messages, older }: Timeline) {
  const loaded = known && messages.find(({ seq }) => seq === known.seq);
  const last = known && loaded ? newest(known, loaded) : known;
  const shown = messages.findLast((message) => !message.deleted && isShownInRoom(message));
  if (last && !last.deleted && last.seq >= (shown?.seq ?? 0)) return { message: last, isFound: true };
  return { message: shown, isFound: shown !== undefined || !last?.deleted || older === 'none' };
}

function keepNewest(known: Room | undefined, room: Room): Room {
  if (!known || known.lastSeq <= room.lastSeq) return room;
  const { lastSeq, lastMessage, unread, unreadThreads, mentions, mentionedAt, role } = known;
  return {
    ...withProfile(room, profileOf(known)),
    lastSeq,
    lastMessage,
    unread,
    unreadThreads,
    mentions,
    mentionedAt,
    role,
  };
}

const IN_PROFILE = new Set<string>([
  'name',
  'kind',
  'archivedAt',
  'raidSince',
  'deletesAt',
  'expiredSeq',
  'picture',
  ...ROOM_SETTINGS,
]);

/** What holds in the room, without what it is to me. */
function profileOf(room: Room): RoomProfile {
  const entries = Object.entries(room).filter(([key]) => IN_PROFILE.has(key));
  return Object.fromEntries(entries) as unknown as RoomProfile;
}

/**
 * A room in which something else holds now: what the profile does not say is as in a new room. Rooms that are their people
 * have no name of their own: they keep the one that they have for me.
 */
export function withProfile(room: Room, profile: RoomProfile): Room {
  const { expiredSeq = 0 } = profile;
  const isKept = (key: string) =>
    !IN_PROFILE.has(key) && (key !== 'lastMessage' || (room.lastMessage?.seq ?? 0) > expiredSeq);
  const kept = Object.entries(room).filter(([key]) => isKept(key));
  const name = room.people ? room.name : profile.name;
  return { ...(Object.fromEntries(kept) as unknown as Room), ...profile, name };
}
