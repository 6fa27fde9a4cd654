export { RoomRules, type Rules } from './room-rules.js';
export { RulesModule } from './rules.module.js';
export { TextLength } from './text-length.js';
