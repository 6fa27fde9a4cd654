import { decide, type Message, type Room } from '@chatket/contract';

/** Whether I may pin a message, and take its pin away. The server has the last word. */
export function canPin(message: Message, room: Pick<Room, 'role' | 'kind' | 'archivedAt'>): boolean {
  const { role = null, kind, archivedAt } = room;
  return !message.deleted && decide('pin', { role, kind, isArchived: archivedAt !== undefined }).isAllowed;
}
