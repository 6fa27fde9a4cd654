import { later } from '../../lib';

export { ActionSheet } from './MessageRow';
export { BARE_ROW, type RowParts } from './row-parts';
export { Timeline, UnreadBar } from './Timeline';
export const ThreadRows = later(async () => (await import('./ThreadRows')).ThreadRows);
