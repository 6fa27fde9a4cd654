export { MarkRead } from './mark-read.js';
export { ReadsModule } from './reads.module.js';
export { roomRead } from './reads.events.js';
export { mentionsUnreadOf, unreadOf, unreadRows } from './unread.js';
