import { withTexts } from '../../i18n';
import { later } from '../../lib';

// Where nothing is said in threads, nothing of it is loaded.
export { FollowButton } from './FollowButton';
export { takeReplies, tellRoom } from './take-replies';
export { takeCount, takeState } from './take-state';
export { ThreadBell } from './ThreadBell';
export { ThreadLine } from './ThreadLine';
export const ThreadsDialog = later(async () => (await withTexts(import('./ThreadsDialog'))).ThreadsDialog);
export { useReadThread } from './use-read-thread';
export { useThread } from './use-thread';
