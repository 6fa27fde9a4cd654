export { ActionSheet, UnreadBar } from './late';
export { Timeline } from './Timeline';
