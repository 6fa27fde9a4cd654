export { ActionSheet } from './MessageRow';
export { BARE_ROW, type RowParts } from './row-parts';
export { Timeline } from './Timeline';
