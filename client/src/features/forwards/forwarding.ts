import {
  decide,
  type Message,
  type MessageOrigin,
  type Room,
  type ThreadItem,
  type UserRef,
} from '@chatket/contract';

/** Whether I may bring a message out of its room: what others have said leaves public rooms only. */
export function canForward(message: Message, { me, room }: { me: UserRef; room: Room }): boolean {
  const { role = null, kind } = room;
  return !message.deleted && decide('forward', { role, kind, isOwn: message.sender.id === me.id }).isAllowed;
}

/** The rooms that it can be brought into, those first in which something was said last. */
export function roomsToWrite(rooms: readonly Room[]): Room[] {
  return rooms.filter((room) => mayWrite('post', room)).sort((one, other) => saidAt(other) - saidAt(one));
}

/** The threads of my rooms that it can be brought into, in their order. */
export function threadsToWrite(
  threads: readonly ThreadItem[],
  mine: Readonly<Record<string, Room>>,
): ThreadItem[] {
  return threads.filter(({ roomId, root }) => {
    const room = mine[roomId];
    return room !== undefined && !root.deleted && mayWrite('reply', room);
  });
}

function mayWrite(action: 'post' | 'reply', room: Room): boolean {
  const { role = null, kind, archivedAt, postGate = 0, replyGate = 0 } = room;
  return decide(action, { role, kind, isArchived: archivedAt !== undefined, postGate, replyGate }).isAllowed;
}

/** What will be told of where it comes from, until the server tells it. */
export function originOf(message: Message, source: Room, targetId: string): MessageOrigin {
  const { sender, createdAt, messageId, forwarded } = message;
  if (forwarded) return forwarded;
  const isNamed = source.kind === 'public' || source.id === targetId;
  const from = { roomId: source.id, name: source.name, messageId };
  return { sender, at: createdAt, ...(isNamed && { from }) };
}

function saidAt({ lastMessage, createdAt }: Room): number {
  return Date.parse(lastMessage?.createdAt ?? createdAt);
}
