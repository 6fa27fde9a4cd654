export { ActionSheet } from './MessageRow';
export { Timeline, UnreadBar } from './Timeline';
