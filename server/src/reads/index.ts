export { MarkRead } from './mark-read.js';
export { ReadsModule } from './reads.module.js';
export { unreadOf } from './unread.js';
export { threadIsReadTo, unreadRepliesOf, unreadThreadsOf } from './unread-threads.js';
