import type { Message, Room } from '@chatket/contract';
import { byName } from '../lib';

export type RoomsById = Readonly<Record<string, Room>>;

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

/** A room's newest message moves its head and counts as unread; an older or a repeated one changes nothing. */
export function noteMessage(known: RoomsById, message: Message, myId: string): RoomsById {
  const room = known[message.roomId];
  const noted = room && note(room, message, myId);
  return noted && noted !== room ? { ...known, [room.id]: noted } : known;
}

/** A room as the server told of it, with those of these messages that were written later. */
export function withLater(room: Room, messages: readonly Message[], myId: string): Room {
  return messages.reduce((known, message) => note(known, message, myId), room);
}

/** Something was written between what is counted of a room and what was delivered: only the server can count it. */
export function leavesUncounted(
  room: Room,
  { messages, cursor }: { messages: readonly Message[]; cursor: number },
): boolean {
  return (messages[0]?.seq ?? cursor + 1) > room.lastSeq + 1;
}

/** Rooms with the latest activity first; equal ones by name, so that the order never wavers. */
export function byActivity(rooms: RoomsById): Room[] {
  return Object.values(rooms).sort(
    (one, other) => activityOf(other).localeCompare(activityOf(one)) || byName(one.name, other.name),
  );
}

function activityOf(room: Room): string {
  const times = [room.lastMessage?.createdAt, room.joinedAt, room.createdAt];
  return times.reduce<string>((latest, time) => (time && time > latest ? time : latest), '');
}

function note(room: Room, message: Message, myId: string): Room {
  if (message.seq <= (room.lastMessage?.seq ?? 0)) return room;
  const isCounted = message.seq <= room.lastSeq || message.sender.id === myId;
  const unread = (room.unread ?? 0) + (isCounted ? 0 : 1);
  return { ...room, lastMessage: message, lastSeq: Math.max(room.lastSeq, message.seq), unread };
}

function keepNewest(known: Room | undefined, room: Room): Room {
  if (!known || known.lastSeq <= room.lastSeq) return room;
  return { ...room, lastSeq: known.lastSeq, lastMessage: known.lastMessage, unread: known.unread };
}
