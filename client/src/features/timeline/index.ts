export { ActionSheet } from './MessageRow';
export { BARE_ROW, type RowParts, type WithFiles } from './row-parts';
export { Timeline } from './Timeline';
