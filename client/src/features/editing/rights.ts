import { decide, type Message, type Room, type UserRef } from '@chatket/contract';

interface Situation {
  me: UserRef;
  room: Room;
  /** In ms. */
  now: number;
}

/** Whether I may change the text of a message. The server has the last word. */
export function canEdit(message: Message, { me, room, now }: Situation): boolean {
  if (message.deleted) return false;
  return decide('edit', {
    role: room.role ?? 0,
    isOwn: message.sender.id === me.id,
    ageSeconds: (now - Date.parse(message.createdAt)) / 1000,
    editWindowSeconds: room.editWindowSeconds ?? null,
  }).isAllowed;
}

/** Whether I may delete it. What its author is in the room only the server knows: it may refuse. */
export function canDelete(message: Message, { me, room }: Pick<Situation, 'me' | 'room'>): boolean {
  if (message.deleted) return false;
  return decide('delete', { role: room.role ?? 0, isOwn: message.sender.id === me.id, authorRole: null })
    .isAllowed;
}

/** The last message that I may still edit, of those that are loaded. */
export function lastEditable(messages: readonly Message[], situation: Situation): Message | undefined {
  return messages.findLast((message) => canEdit(message, situation));
}
