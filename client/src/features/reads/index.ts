export { markRead } from './mark-read';
export { ReadMark } from './ReadMark';
export { shownCount } from './unread';
export { UnreadBadge } from './UnreadBadge';
export { useBadge } from './use-badge';
export { unreadNow, useMentionTotal, useRoomsWithNews, useUnread, useUnreadTotal } from './use-unread';
export { useUnreadRange } from './use-unread-range';
