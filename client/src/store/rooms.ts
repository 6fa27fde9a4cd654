import type { Message, Room } from '@chatket/contract';

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
  if (!room || message.seq <= (room.lastMessage?.seq ?? 0)) return known;
  const unread = (room.unread ?? 0) + (message.sender.id === myId ? 0 : 1);
  const lastSeq = Math.max(room.lastSeq, message.seq);
  return { ...known, [room.id]: { ...room, lastMessage: message, lastSeq, unread } };
}

/** Rooms with the latest activity first; equal ones by name, so that the order never wavers. */
export function byActivity(rooms: RoomsById): Room[] {
  return Object.values(rooms).sort(
    (one, other) => activityOf(other).localeCompare(activityOf(one)) || one.name.localeCompare(other.name),
  );
}

function activityOf(room: Room): string {
  const times = [room.lastMessage?.createdAt, room.joinedAt, room.createdAt];
  return times.reduce<string>((latest, time) => (time && time > latest ? time : latest), '');
}

function keepNewest(known: Room | undefined, room: Room): Room {
  if (!known || known.lastSeq <= room.lastSeq) return room;
  return { ...room, lastSeq: known.lastSeq, lastMessage: known.lastMessage, unread: known.unread };
}
