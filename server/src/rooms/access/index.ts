export { AccessModule } from './access.module.js';
export { may, memberWhoMay } from './may.js';
export type { ReadableRange } from './access.repository.js';
export { RaidTurns } from './raid-turns.js';
export { refusalOf } from './refusal.js';
export { RoomAccess } from './room-access.js';
export { isVisible, nameableMessage, readsFrom, visible } from './visible.js';
export { messageNotFound, threadNotFound, throughMessage } from './through-message.js';
