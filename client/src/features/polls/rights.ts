import { decide, type Message, type Room } from '@chatket/contract';

type Standing = Pick<Room, 'role' | 'kind' | 'archivedAt'>;

/** Whether I may vote in a room. The server has the last word. */
export function canVote({ role = 0, kind, archivedAt }: Standing): boolean {
  return decide('vote', { role, kind, isArchived: archivedAt !== undefined }).isAllowed;
}

/** Whether I may end a poll; `authorRole` as far as it is known. The server has the last word. */
export function canEnd(
  { sender }: Pick<Message, 'sender'>,
  { role = 0, kind, archivedAt }: Standing,
  { meId, authorRole }: { meId: string; authorRole: number | null },
): boolean {
  const isOwn = sender.id === meId;
  return decide('endPoll', { role, kind, isArchived: archivedAt !== undefined, isOwn, authorRole }).isAllowed;
}
