export { AccessModule } from './access.module.js';
export { may, memberWhoMay } from './may.js';
export { RoomAccess } from './room-access.js';
export { messageNotFound, throughMessage } from './through-message.js';
