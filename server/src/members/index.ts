export { Departures } from './departures.js';
export { LastSeen } from './last-seen.js';
export {
  memberJoined,
  memberLeaving,
  memberLeft,
  memberRoleChanged,
  roomHidden,
  roomShown,
} from './members.events.js';
export { MembersModule } from './members.module.js';
export { cannotOwn, Memberships } from './memberships.js';
export { RoomMembers } from './room-members.js';
