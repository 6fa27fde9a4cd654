import { isGuestName, type Facts, type Room, type UserRef } from '@chatket/contract';

/** What the contract's table has to know of me and my room. */
export function factsOf(room: Room, me: UserRef): Facts {
  const { kind, postGate, replyGate, inviteGate } = room;
  return {
    role: room.role ?? 0,
    isGuest: isGuestName(me.username),
    kind,
    isArchived: room.archivedAt !== undefined,
    isRaid: room.raidSince !== undefined,
    ...(postGate !== undefined && { postGate }),
    ...(replyGate !== undefined && { replyGate }),
    ...(inviteGate !== undefined && { inviteGate }),
  };
}
