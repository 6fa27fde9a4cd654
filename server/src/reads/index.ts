export { unreadOf } from './unread.js';
