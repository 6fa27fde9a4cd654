export { ActionSheet } from './ActionSheet';
export { Timeline } from './Timeline';
export { UnreadBar } from './UnreadBar';
