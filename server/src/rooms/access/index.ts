export { AccessModule } from './access.module.js';
export { may, memberWhoMay } from './may.js';
export type { Standing } from './access.repository.js';
export { RoomAccess } from './room-access.js';
export { messageNotFound, throughMessage } from './through-message.js';
