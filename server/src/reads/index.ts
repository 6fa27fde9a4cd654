export { MarkRead } from './mark-read.js';
export { positionMoved } from './reads.events.js';
export { ReadsModule } from './reads.module.js';
export {
  threadIsReadTo,
  unreadRepliesOf,
  unreadThreadMentionsOf,
  unreadThreadsOf,
} from './unread-threads.js';
export { mentionsUnreadOf, unreadOf, unreadRows } from './unread.js';
