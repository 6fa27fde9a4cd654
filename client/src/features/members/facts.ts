import type { Facts, Room } from '@chatket/contract';

/** What the contract's table has to know of me and my room. */
export function factsOf(room: Room): Facts {
  const { kind, postGate, replyGate, inviteGate } = room;
  return {
    role: room.role ?? 0,
    kind,
    isArchived: room.archivedAt !== undefined,
    ...(postGate !== undefined && { postGate }),
    ...(replyGate !== undefined && { replyGate }),
    ...(inviteGate !== undefined && { inviteGate }),
  };
}
