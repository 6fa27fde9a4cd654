export { LastSeen } from './last-seen.js';
export { memberJoined, memberLeft } from './members.events.js';
export { MembersModule } from './members.module.js';
export { MembershipRepository } from './membership.repository.js';
export { RoomMembers } from './room-members.js';
