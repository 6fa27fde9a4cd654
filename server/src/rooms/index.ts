export { LastSeen } from './last-seen.js';
export { RoomAccess } from './room-access.js';
export { RoomMembers } from './room-members.js';
export { memberJoined, memberLeft } from './rooms.events.js';
export { RoomsModule } from './rooms.module.js';
export { MessageDto } from './rooms.dto.js';
